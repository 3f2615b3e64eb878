// SPDX-License-Identifier: MIT
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Serilog.Core;
using SolarGis.Jobs;
using SolarGis.Server.Commands;
using SolarGis.Server.Configuration;

namespace SolarGis.Server.Hosting;

/// <summary>One server, from checked settings to its end.</summary>
internal static partial class ServerHost
{
    /// <summary>Serves until cancelled, shut down or idle.</summary>
    /// <returns>The exit code; whatever went wrong is one sentence on <paramref name="error"/>.</returns>
    public static async Task<int> RunAsync(ServerOptions options, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        try
        {
            var folder = new DataFolder(options.Data);
            folder.Create();
            using DataFolderLock held = DataFolderLock.Take(folder);
            // A file that a killed server left would send clients to a port that may be somebody else's by now.
            File.Delete(folder.ReadyFile);
            await using Logger log = ServerLogging.Create(options, folder);
            await ServeAsync(options, folder, log, output, cancel);
            return ExitCode.Success;
        }
        catch (JobException e)
        {
            await error.WriteLineAsync(e.Message);
            return e.Reason switch
            {
                "DATA_FOLDER_IN_USE" => ExitCode.InUse,
                DiskFull.Reason => ExitCode.Failed,
                _ => ExitCode.Usage,
            };
        }
        catch (ConfigurationException e)
        {
            await error.WriteLineAsync(e.Message);
            return ExitCode.Usage;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            string port = PortOf().Match(e.Message) is { Success: true } match ? match.Groups[1].Value : options.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
            await error.WriteLineAsync($"Port {port} is in use by another program; choose other ones with --port and --web-port (0 takes any free one).");
            return ExitCode.InUse;
        }
        catch (System.Net.Sockets.SocketException e)
        {
            await error.WriteLineAsync($"The server cannot listen on {options.Address} ({e.SocketErrorCode}); choose another address or port.");
            return ExitCode.Usage;
        }
    }

    private static async Task ServeAsync(ServerOptions options, DataFolder folder, Logger log, TextWriter output, CancellationToken cancel)
    {
        ListenOptions? grpc = null, web = null;
        using X509Certificate2? certificate = Certificate(options.Tls);
        await using WebApplication app = ServerComposition.Build(options, folder, log, kestrel =>
        {
            IPAddress address = IPAddress.Parse(options.Address);
            if (certificate is not null)
            {
                kestrel.Listen(address, options.Port, listen =>
                {
                    grpc = web = listen;
                    listen.Protocols = HttpProtocols.Http1AndHttp2;
                    listen.UseHttps(certificate);
                });
                return;
            }
            // Clear text has no negotiation, so each protocol has its port.
            kestrel.Listen(address, options.Port, listen => (grpc = listen).Protocols = HttpProtocols.Http2);
            kestrel.Listen(address, options.WebPort, listen => (web = listen).Protocols = HttpProtocols.Http1);
        });
        await app.StartAsync(cancel);
        var ready = new ReadyFile
        {
            Grpc = Url(options, grpc!, certificate),
            GrpcWeb = Url(options, web!, certificate),
            Token = app.Services.GetRequiredService<AccessTokens>().Local,
            ProcessId = Environment.ProcessId,
            Version = ProductVersion.Current,
        };
        ready.Write(folder.ReadyFile);
        try
        {
            app.Logger.LogInformation("SolarGisBridge {Version} serves gRPC at {Grpc} and gRPC-Web at {GrpcWeb}, data in {Data}",
                ready.Version, ready.Grpc, ready.GrpcWeb, folder.Root);
            await output.WriteLineAsync($"SolarGisBridge {ready.Version} serves gRPC at {ready.Grpc} and gRPC-Web at {ready.GrpcWeb}. Ctrl-C ends it.");
            using CancellationTokenRegistration stop = cancel.Register(app.Lifetime.StopApplication);
            await app.WaitForShutdownAsync(CancellationToken.None);
        }
        finally
        {
            File.Delete(folder.ReadyFile);
        }
    }

    private static string Url(ServerOptions options, ListenOptions listen, X509Certificate2? certificate)
    {
        // "Any" is no address to call.
        IPAddress address = IPAddress.Parse(options.Address);
        IPAddress callable = address.Equals(IPAddress.Any) ? IPAddress.Loopback : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : address;
        return new UriBuilder(certificate is null ? Uri.UriSchemeHttp : Uri.UriSchemeHttps, callable.ToString(), listen.IPEndPoint!.Port).Uri
            .GetLeftPart(UriPartial.Authority);
    }

    private static X509Certificate2? Certificate(TlsOptions tls)
    {
        if (tls.Certificate is null)
            return null;
        try
        {
            if (tls.Key is null)
                return X509CertificateLoader.LoadPkcs12FromFile(tls.Certificate, tls.Password);
            using X509Certificate2 pem = tls.Password is null
                ? X509Certificate2.CreateFromPemFile(tls.Certificate, tls.Key)
                : X509Certificate2.CreateFromEncryptedPemFile(tls.Certificate, tls.Password, tls.Key);
            // Windows' TLS cannot use a key that lives in memory only.
            return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException([$"The certificate {tls.Certificate} cannot be used: {e.Message.TrimEnd('.')}."], e);
        }
    }

    [GeneratedRegex(@":(\d+): address already in use")]
    private static partial Regex PortOf();
}
