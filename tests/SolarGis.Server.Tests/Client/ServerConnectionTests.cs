// SPDX-License-Identifier: MIT
using Grpc.Core;
using SolarGis.Server.Client;
using SolarGis.Server.Commands;
using SolarGis.V1;

namespace SolarGis.Server.Tests.Client;

public sealed class ServerConnectionTests
{
    [Fact]
    public async Task Every_call_carries_the_token()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Script());
        using ServerConnection connection = server.Connect();

        await connection.System.GetInfoAsync(new GetInfoRequest(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal($"Bearer {ScriptedServer.Token}", Assert.Single(server.Script.Authorizations));
    }

    [Theory]
    [InlineData("gis.example.org", "SERVER_ADDRESS_INVALID")]
    [InlineData("ftp://gis.example.org", "SERVER_ADDRESS_INVALID")]
    [InlineData("http://gis.example.org:50071", "SERVER_ADDRESS_CLEAR_TEXT")]
    [InlineData("https://gis.example.org:50071", "TOKEN_FILE_MISSING")]
    public void Addresses_that_cannot_be_used_are_refused(string address, string reason) =>
        Assert.Equal(reason, Assert.Throws<ClientException>(() => ServerConnection.Remote(address, null)).Reason);

    [Fact]
    public async Task An_error_becomes_its_sentence_its_reason_and_an_exit_code()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Script());
        using ServerConnection connection = server.Connect();

        RpcException raw = await Assert.ThrowsAsync<RpcException>(async () =>
            await connection.Analysis.GetJobAsync(new GetJobRequest { JobId = "missing" }, cancellationToken: TestContext.Current.CancellationToken));
        ClientException error = RpcErrors.Translate(raw);

        Assert.Equal("There is no job missing; \"jobs list\" shows the jobs.", error.Message);
        Assert.Equal("JOB_UNKNOWN", error.Reason);
        Assert.Equal(ExitCode.Refused, error.ExitCode);
    }

    [Theory]
    [InlineData(StatusCode.InvalidArgument, ExitCode.Refused)]
    [InlineData(StatusCode.ResourceExhausted, ExitCode.Refused)]
    [InlineData(StatusCode.Unauthenticated, ExitCode.Unreachable)]
    [InlineData(StatusCode.Unavailable, ExitCode.Unreachable)]
    [InlineData(StatusCode.Internal, ExitCode.Failed)]
    public void Status_codes_have_their_exit_codes(StatusCode code, int exitCode) =>
        Assert.Equal(exitCode, RpcErrors.Translate(new RpcException(new Status(code, "A sentence."))).ExitCode);
}
