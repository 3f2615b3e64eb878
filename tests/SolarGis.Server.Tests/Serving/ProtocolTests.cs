// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Grpc.Net.Client.Web;
using Grpc.Reflection.V1Alpha;
using SolarGis.Server.Tests.Serving.Support;
using SolarGis.V1;

namespace SolarGis.Server.Tests.Serving;

/// <summary>What a server says to calls of any kind, before it looks at what they ask.</summary>
public sealed class ProtocolTests(ProtocolTests.Fixture fixture) : IClassFixture<ProtocolTests.Fixture>
{
    private readonly RunningServer _server = fixture.Server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Health_answers_without_a_token_on_both_ports()
    {
        using GrpcChannel plain = GrpcChannel.ForAddress(_server.Ready.Grpc), web = Web(GrpcWebMode.GrpcWeb);
        foreach (GrpcChannel channel in (GrpcChannel[])[plain, web])
        {
            HealthCheckResponse answer = await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest());
            Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, answer.Status);
        }
    }

    [Fact]
    public async Task Reflection_lists_every_service()
    {
        using GrpcChannel channel = GrpcChannel.ForAddress(_server.Ready.Grpc);
        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo(Authorized());
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" }, Cancel);
        Assert.True(await call.ResponseStream.MoveNext(Cancel));
        string[] services = [.. call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name)];
        foreach (string name in (string[])["AnalysisService", "ArtifactService", "ImageryService", "ModelService", "SystemService"])
            Assert.Contains($"solargis.v1.{name}", services);
        Assert.DoesNotContain(services, name => name.Contains("engine", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(GrpcWebMode.GrpcWeb)]
    [InlineData(GrpcWebMode.GrpcWebText)]
    public async Task Grpc_Web_serves_the_same_calls_streams_and_errors(GrpcWebMode mode)
    {
        using GrpcChannel channel = Web(mode);
        var jobs = new AnalysisService.AnalysisServiceClient(channel);
        string id = $"web-{mode}";
        await jobs.SubmitAsync(Requests.Scripted(id, "write 700000"), Authorized());
        using AsyncServerStreamingCall<JobEvent> watch = jobs.WatchJob(new WatchJobRequest { JobId = id }, Authorized());
        JobEvent[] told = await watch.ResponseStream.ReadAllAsync(Cancel).ToArrayAsync(Cancel);
        Assert.Equal(Job.Types.State.Succeeded, told[^1].Job.State);

        using var download = new ArtifactService.ArtifactServiceClient(channel).DownloadArtifact(
            new DownloadArtifactRequest { JobId = id, Name = "result.bin" }, Authorized());
        DownloadArtifactResponse[] messages = await download.ResponseStream.ReadAllAsync(Cancel).ToArrayAsync(Cancel);
        Assert.Equal(told[^1].Job.Artifacts[0].Sha256.ToByteArray(), System.Security.Cryptography.SHA256.HashData([.. messages.SelectMany(message => message.Data)]));

        Refusal refusal = await Refusal.OfAsync(jobs.GetJobAsync(new GetJobRequest { JobId = "nobody" }, Authorized()));
        Assert.Equal((StatusCode.NotFound, "JOB_NOT_FOUND"), (refusal.Code, refusal.Reason));
        Assert.Equal("TOKEN_INVALID", (await Refusal.OfAsync(jobs.GetJobAsync(new GetJobRequest { JobId = id }))).Reason);
    }

    [Fact]
    public async Task Every_call_but_health_needs_the_token()
    {
        using GrpcChannel channel = GrpcChannel.ForAddress(_server.Ready.Grpc);
        var system = new SystemService.SystemServiceClient(channel);
        string basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"anyone:{_server.Ready.Token}"));
        foreach (string good in (string[])[$"Bearer {_server.Ready.Token}", $"bearer {_server.Ready.Token}", $"Basic {basic}"])
            Assert.Equal("0.1.0", (await system.GetInfoAsync(new GetInfoRequest(), new Metadata { { "authorization", good } })).Version);
        foreach (string? bad in (string?[])[null, "", "Bearer", "Bearer x", _server.Ready.Token, $"Bearer {_server.Ready.Token}x", "Basic x", "Basic bm9jb2xvbg=="])
        {
            Refusal refusal = await Refusal.OfAsync(system.GetInfoAsync(new GetInfoRequest(), bad is null ? [] : new Metadata { { "authorization", bad } }));
            Assert.Equal((StatusCode.Unauthenticated, "TOKEN_INVALID"), (refusal.Code, refusal.Reason));
        }
        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo();
        Assert.Equal(StatusCode.Unauthenticated, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Cancel))).StatusCode);
    }

    [Fact]
    public async Task A_browser_gets_no_password_dialog_and_no_cors_headers()
    {
        using var client = new HttpClient();
        using HttpResponseMessage get = await client.GetAsync(new Uri(_server.Ready.GrpcWeb), Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, get.StatusCode);
        Assert.Empty(get.Headers.WwwAuthenticate);
        using var preflight = new HttpRequestMessage(HttpMethod.Options, $"{_server.Ready.GrpcWeb}/solargis.v1.SystemService/GetInfo");
        preflight.Headers.Add("Origin", "https://evil.example");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        using HttpResponseMessage refused = await client.SendAsync(preflight, Cancel);
        using HttpRequestMessage post = GetInfo(_server.Ready.GrpcWeb, HttpVersion.Version11);
        post.Headers.Add("Origin", "https://evil.example");
        using HttpResponseMessage answer = await client.SendAsync(post, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        foreach (HttpResponseMessage response in (HttpResponseMessage[])[get, refused, answer])
        {
            Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
            Assert.Empty(response.Headers.Server);
        }
        Assert.False(refused.IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("evil.example", 1, false)]
    [InlineData("evil.example", 2, false)]
    [InlineData("127.0.0.1.evil.example:80", 1, false)]
    [InlineData("localhost", 1, true)]
    [InlineData("localhost:50072", 2, true)]
    [InlineData("127.0.0.1", 1, true)]
    public async Task A_host_that_is_not_this_servers_is_refused(string host, int version, bool accepted)
    {
        using var client = new HttpClient();
        using HttpRequestMessage request = version == 1
            ? GetInfo(_server.Ready.GrpcWeb, HttpVersion.Version11)
            : GetInfo(_server.Ready.Grpc, HttpVersion.Version20);
        request.Headers.Host = host;
        using HttpResponseMessage response = await client.SendAsync(request, Cancel);
        Assert.Equal(accepted ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_message_above_the_limit_is_refused_and_the_connection_serves_on()
    {
        RpcException error = await Assert.ThrowsAsync<RpcException>(() => _server.Client.Imagery.WriteChunkAsync(
            new WriteChunkRequest { UploadId = "u", Data = ByteString.CopyFrom(new byte[5 << 20]) }).ResponseAsync);
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        await _server.AssertAliveAsync();
    }

    [Fact]
    public async Task Bytes_that_are_no_message_are_refused_and_leak_nothing()
    {
        using var client = new HttpClient();
        using HttpRequestMessage request = GetInfo(_server.Ready.GrpcWeb, HttpVersion.Version11);
        byte[] frame = [0, 0, 0, 0, 3, 0xFF, 0xFF, 0xFF];
        request.Content = new ByteArrayContent(frame);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc-web");
        request.RequestUri = new Uri($"{_server.Ready.GrpcWeb}/solargis.v1.AnalysisService/Submit");
        using HttpResponseMessage response = await client.SendAsync(request, Cancel);
        string body = await response.Content.ReadAsStringAsync(Cancel) + response.Headers;
        Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
        Assert.DoesNotContain("grpc-status: 0", body, StringComparison.OrdinalIgnoreCase);
        await _server.AssertAliveAsync();
    }

    [Fact]
    public async Task A_call_that_is_not_in_the_contract_is_unimplemented()
    {
        using GrpcChannel channel = GrpcChannel.ForAddress(_server.Ready.Grpc);
        var method = new Method<GetInfoRequest, ServerInfo>(MethodType.Unary, "solargis.v1.SystemService", "Nothing",
            Marshallers.Create(m => m.ToByteArray(), GetInfoRequest.Parser.ParseFrom), Marshallers.Create(m => m.ToByteArray(), ServerInfo.Parser.ParseFrom));
        using AsyncUnaryCall<ServerInfo> call = channel.CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(Authorized()), new GetInfoRequest());
        Assert.Equal(StatusCode.Unimplemented, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).StatusCode);
    }

    private Metadata Authorized() => new() { { "authorization", $"Bearer {_server.Ready.Token}" } };

    private GrpcChannel Web(GrpcWebMode mode) => GrpcChannel.ForAddress(_server.Ready.GrpcWeb, new GrpcChannelOptions
    {
        HttpHandler = new GrpcWebHandler(mode, new SocketsHttpHandler()),
        HttpVersion = HttpVersion.Version11,
    });

    private HttpRequestMessage GetInfo(string address, Version version)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{address}/solargis.v1.SystemService/GetInfo")
        {
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            // One empty message.
            Content = new ByteArrayContent(new byte[5]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _server.Ready.Token);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(version.Major == 1 ? "application/grpc-web" : "application/grpc");
        return request;
    }

    public sealed class Fixture : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        internal RunningServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await RunningServer.StartAsync(_folder["data"], RunningServer.Scripted);

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            _folder.Dispose();
        }
    }
}
