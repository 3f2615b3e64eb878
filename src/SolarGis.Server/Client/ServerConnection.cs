// SPDX-License-Identifier: MIT
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using SolarGis.Server.Commands;
using SolarGis.V1;

namespace SolarGis.Server.Client;

/// <summary>A channel to one server, with its token on every call.</summary>
internal sealed class ServerConnection : IDisposable
{
    /// <summary>How long a short call may take.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(60);

    private readonly GrpcChannel channel;

    private ServerConnection(Uri address, string token, bool isLocal)
    {
        Address = address;
        IsLocal = isLocal;
        channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            Credentials = ChannelCredentials.Create(
                address.Scheme == Uri.UriSchemeHttps ? ChannelCredentials.SecureSsl : ChannelCredentials.Insecure,
                CallCredentials.FromInterceptor((_, metadata) =>
                {
                    metadata.Add("authorization", $"Bearer {token}");
                    return Task.CompletedTask;
                })),
            // Clear text happens on loopback alone; see Remote.
            UnsafeUseInsecureChannelCallCredentials = true,
            HttpHandler = new SocketsHttpHandler
            {
                // A vanished peer is noticed while a stream is open.
                KeepAlivePingDelay = TimeSpan.FromSeconds(20),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
                ConnectTimeout = TimeSpan.FromSeconds(10),
                UseProxy = address.Scheme == Uri.UriSchemeHttps && !address.IsLoopback,
            },
            MaxReconnectBackoff = TimeSpan.FromSeconds(5),
            DisposeHttpClient = true,
        });
        Analysis = new AnalysisService.AnalysisServiceClient(channel);
        Artifacts = new ArtifactService.ArtifactServiceClient(channel);
        Imagery = new ImageryService.ImageryServiceClient(channel);
        Models = new ModelService.ModelServiceClient(channel);
        System = new SystemService.SystemServiceClient(channel);
        Health = new Health.HealthClient(channel);
    }

    public Uri Address { get; }

    /// <summary>True for a server of this user on this computer, found by its ready file.</summary>
    public bool IsLocal { get; }

    public AnalysisService.AnalysisServiceClient Analysis { get; }

    public ArtifactService.ArtifactServiceClient Artifacts { get; }

    public ImageryService.ImageryServiceClient Imagery { get; }

    public ModelService.ModelServiceClient Models { get; }

    public SystemService.SystemServiceClient System { get; }

    public Health.HealthClient Health { get; }

    /// <summary>A server of this user on this computer.</summary>
    public static ServerConnection Local(string address, string token) => new(new Uri(address), token, isLocal: true);

    /// <summary>A server named by address and token file.</summary>
    public static ServerConnection Remote(string address, string? tokenFile)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            throw new ClientException(ExitCode.Usage, "SERVER_ADDRESS_INVALID",
                $"\"{address}\" is not a server address; give one such as https://gis.example.org:50071.");
        if (uri.Scheme == "http" && !uri.IsLoopback)
            throw new ClientException(ExitCode.Usage, "SERVER_ADDRESS_CLEAR_TEXT",
                $"The token would cross the network in clear text; use https:// for {uri.Host}.");
        if (tokenFile is null)
            throw new ClientException(ExitCode.Usage, "TOKEN_FILE_MISSING", "--server needs --token-file, the file that holds the access token.");
        return new ServerConnection(uri, ReadToken(tokenFile), isLocal: false);
    }

    /// <summary>Waits until the channel is connected; the channel itself paces its attempts.</summary>
    public Task ConnectAsync(CancellationToken cancel) => channel.ConnectAsync(cancel);

    /// <summary>Waits for the connection to come back, for one call's time.</summary>
    /// <param name="lost">The error that showed it was gone; told to the user when it stays gone.</param>
    /// <param name="cancel">Ends the wait at once.</param>
    /// <exception cref="ClientException">The connection did not come back in time.</exception>
    public async Task ReconnectAsync(RpcException lost, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(CallTimeout);
        try
        {
            await ConnectAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw RpcErrors.Translate(lost);
        }
    }

    /// <summary>True when the server says that it serves.</summary>
    public async Task<bool> IsServingAsync(TimeSpan timeout, CancellationToken cancel)
    {
        try
        {
            HealthCheckResponse answer = await Health.CheckAsync(new HealthCheckRequest(), deadline: DateTime.UtcNow + timeout, cancellationToken: cancel);
            return answer.Status == HealthCheckResponse.Types.ServingStatus.Serving;
        }
        catch (RpcException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    public void Dispose() => channel.Dispose();

    private static string ReadToken(string path)
    {
        string token;
        try
        {
            token = File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ClientException(ExitCode.Usage, "TOKEN_FILE_UNREADABLE", $"The token file {path} cannot be read.", e);
        }
        if (token.Length == 0 || token.Any(c => c is <= ' ' or > '~'))
            throw new ClientException(ExitCode.Usage, "TOKEN_FILE_INVALID", $"The token file {path} does not hold one line of printable characters.");
        return token;
    }
}
