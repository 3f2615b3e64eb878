// SPDX-License-Identifier: MIT
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Web;
using SolarGis.Server.Commands;
using SolarGis.Server.Tests.Serving.Support;
using SolarGis.V1;

namespace SolarGis.Server.Tests.Serving;

/// <summary>A server that other computers can reach.</summary>
public sealed class TlsTests : IDisposable
{
    private const string Secret = "a long random text of the administrator";

    private readonly TemporaryFolder _folder = new();
    private string _thumbprint = "";

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("pem")]
    [InlineData("pkcs12")]
    public async Task With_a_certificate_and_a_token_one_port_serves_both_protocols_and_takes_no_orders(string form)
    {
        await using RunningServer server = await RunningServer.StartAsync(_folder["data"], new Dictionary<string, string>(RunningServer.Scripted.Concat(Certificate(form)))
        {
            ["TokenSha256:0"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Secret))),
            ["HostNames:0"] = "gis.example.org",
        }, ["--address", "0.0.0.0"]);
        Assert.StartsWith("https://127.0.0.1:", server.Ready.Grpc, StringComparison.Ordinal);
        Assert.Equal(server.Ready.Grpc, server.Ready.GrpcWeb);

        using GrpcChannel native = GrpcChannel.ForAddress(server.Ready.Grpc, new GrpcChannelOptions { HttpHandler = Trusting() });
        using GrpcChannel web = GrpcChannel.ForAddress(server.Ready.Grpc, new GrpcChannelOptions
        {
            HttpHandler = new GrpcWebHandler(GrpcWebMode.GrpcWeb, Trusting()),
            HttpVersion = HttpVersion.Version11,
        });
        foreach (GrpcChannel channel in (GrpcChannel[])[native, web])
        {
            var system = new SystemService.SystemServiceClient(channel);
            foreach (string token in (string[])[Secret, server.Ready.Token])
                Assert.False((await system.GetInfoAsync(new GetInfoRequest(), Bearer(token))).LocalUser);
            Assert.Equal("TOKEN_INVALID", (await Refusal.OfAsync(system.GetInfoAsync(new GetInfoRequest(), Bearer("guess")))).Reason);
            Refusal refusal = await Refusal.OfAsync(system.ShutdownAsync(new ShutdownRequest(), Bearer(Secret)));
            Assert.Equal((StatusCode.PermissionDenied, "LOCAL_USER_ONLY"), (refusal.Code, refusal.Reason));
            refusal = await Refusal.OfAsync(system.AllowFolderAsync(new AllowFolderRequest { Folder = "/" }, Bearer(Secret)));
            Assert.Equal((StatusCode.PermissionDenied, "LOCAL_USER_ONLY"), (refusal.Code, refusal.Reason));
        }
        using var client = new HttpClient(Trusting());
        foreach ((string host, HttpStatusCode expected) in ((string, HttpStatusCode)[])
            [("gis.example.org", HttpStatusCode.Unauthorized), ("evil.example", HttpStatusCode.BadRequest)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, server.Ready.Grpc);
            request.Headers.Host = host;
            using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(expected, response.StatusCode);
        }
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_used_is_said()
    {
        await File.WriteAllTextAsync(_folder["broken.pem"], "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n", TestContext.Current.CancellationToken);
        (int code, string error) = await Child.RunAsync(["serve", "--data", _folder["data"], "--port", "0"],
            new Dictionary<string, string> { ["Tls:Certificate"] = _folder["broken.pem"], ["Tls:Key"] = _folder["broken.pem"] });
        Assert.Equal(ExitCode.Usage, code);
        Assert.StartsWith($"The certificate {_folder["broken.pem"]} cannot be used: ", error, StringComparison.Ordinal);
        Refusal.AssertIsSentence(error);
    }

    private Dictionary<string, string> Certificate(string form)
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=gis.example.org", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _thumbprint = certificate.Thumbprint;
        if (form == "pkcs12")
        {
            File.WriteAllBytes(_folder["server.pfx"], certificate.Export(X509ContentType.Pkcs12, "password"));
            return new() { ["Tls:Certificate"] = _folder["server.pfx"], ["Tls:Password"] = "password" };
        }
        File.WriteAllText(_folder["server.pem"], certificate.ExportCertificatePem());
        File.WriteAllText(_folder["server.key"], key.ExportPkcs8PrivateKeyPem());
        return new() { ["Tls:Certificate"] = _folder["server.pem"], ["Tls:Key"] = _folder["server.key"] };
    }

    private static Metadata Bearer(string token) => new() { { "authorization", $"Bearer {token}" } };

    /// <summary>Trusts the certificate that this test made, which signs itself, and no other.</summary>
    private SocketsHttpHandler Trusting() => new()
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == _thumbprint },
    };
}
