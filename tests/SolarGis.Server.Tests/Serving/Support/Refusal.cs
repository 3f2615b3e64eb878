// SPDX-License-Identifier: MIT
using Google.Rpc;
using Grpc.Core;

namespace SolarGis.Server.Tests.Serving.Support;

/// <summary>How a server refused a call, checked for what every refusal has: a reason and one plain sentence.</summary>
internal sealed record Refusal(StatusCode Code, string Reason, string Message, string? Field)
{
    public static async Task<Refusal> OfAsync<T>(AsyncUnaryCall<T> call) => Of(await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync));

    public static async Task<Refusal> OfAsync<T>(AsyncServerStreamingCall<T> call) =>
        Of(await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await foreach (T _ in call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken))
            {
            }
        }));

    private static Refusal Of(RpcException error)
    {
        Google.Rpc.Status? status = error.GetRpcStatus();
        Assert.True(status is not null, $"No details: {error.Status}");
        ErrorInfo? info = status.GetDetail<ErrorInfo>();
        Assert.NotNull(info);
        Assert.Equal("solargis", info.Domain);
        Assert.Equal(error.Status.Detail, status.Message);
        AssertIsSentence(error.Status.Detail);
        return new Refusal(error.StatusCode, info.Reason, error.Status.Detail, status.GetDetail<BadRequest>()?.FieldViolations.Single().Field);
    }

    /// <summary>A sentence for a person: begins and ends as one, on one line, without what only a programmer reads.</summary>
    public static void AssertIsSentence(string text)
    {
        Assert.Matches(@"^[A-Z'""0-9\w].*[.)]$", text);
        Assert.DoesNotContain('\n', text);
        Assert.DoesNotMatch(@"Exception|   at |[0-9A-Fa-f]{8}-|\.cs:", text);
    }
}
