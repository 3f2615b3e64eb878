// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Serilog.Core;
using Serilog.Extensions.Logging;
using SolarGis.Jobs;
using SolarGis.Server.Configuration;
using SolarGis.Server.Engine;
using SolarGis.Server.Services;

namespace SolarGis.Server.Hosting;

/// <summary>Puts the parts of a server together.</summary>
internal static class ServerComposition
{
    /// <summary>The largest message either way.</summary>
    public const int MaxMessage = 4 << 20;

    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(20);

    public static WebApplication Build(ServerOptions options, DataFolder folder, Logger log, Action<KestrelServerOptions> listen)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // Settings were read and checked already; the framework's own sources would let ASPNETCORE_* change them.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(new SerilogLoggerProvider(log));
        builder.Logging.SetMinimumLevel(Microsoft.Extensions.Logging.LogLevel.Trace);
        builder.Host.UseSystemd().UseWindowsService(service => service.ServiceName = "solargis");
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxMessage + 64 * 1024;
            // A reader may pause for as long as it likes; one that is gone is found by pings.
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
            kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
            listen(kestrel);
        });
        AddHosting(builder.Services, options);
        AddJobs(builder.Services, options, folder);
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = MaxMessage;
            grpc.MaxSendMessageSize = MaxMessage;
            grpc.EnableDetailedErrors = false;
            grpc.Interceptors.Add<ErrorInterceptor>();
        });
        builder.Services.AddGrpcReflection();
        builder.Services.AddGrpcHealthChecks().AddCheck("server", () => HealthCheckResult.Healthy());
        WebApplication app = builder.Build();
        app.UseHostFiltering();
        app.Use(app.Services.GetRequiredService<Activity>().TrackAsync);
        app.UseMiddleware<TokenMiddleware>();
        app.UseGrpcWeb(new GrpcWebOptions { DefaultEnabled = true });
        app.MapGrpcService<AnalysisEndpoint>();
        app.MapGrpcService<ArtifactEndpoint>();
        app.MapGrpcService<ImageryEndpoint>();
        app.MapGrpcService<ModelEndpoint>();
        app.MapGrpcService<SystemEndpoint>();
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService();
        return app;
    }

    private static void AddHosting(IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new AccessTokens(options.TokenSha256));
        services.AddSingleton<Activity>();
        services.AddSingleton<ErrorInterceptor>();
        // A page in a browser could reach a loopback port under a name of its own choice.
        services.AddHostFiltering(filter =>
        {
            filter.AllowEmptyHosts = false;
            filter.IncludeFailureMessage = false;
            filter.AllowedHosts = ["localhost", "127.0.0.1", "[::1]", .. NamesOf(options.Address), .. options.HostNames];
        });
        services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = ShutdownTimeout;
            host.ServicesStopConcurrently = true;
        });
        services.AddHostedService<JobRunnerService>();
        services.AddHostedService<IdleShutdown>();
    }

    private static void AddJobs(IServiceCollection services, ServerOptions options, DataFolder folder)
    {
        LimitOptions limits = options.Limits;
        // Opened here, so that a damaged database ends the start with its sentence.
        var database = new JobDatabase(folder.Database);
        services.AddSingleton(folder);
        services.AddSingleton(database);
        services.AddSingleton(new JobStore(database));
        services.AddSingleton(new ArtifactStore(folder.Artefacts, new ArtifactLimits(limits.ArtifactBytes, limits.FreeDiskBytes)));
        services.AddSingleton(new UploadStore(folder.Uploads, database,
            new UploadLimits(limits.UploadBytes, limits.AllUploadsBytes, limits.FreeDiskBytes, TimeSpan.FromHours(limits.UploadHours))));
        services.AddSingleton(_ => new JobQueue(limits.QueuedJobs));
        services.AddSingleton(provider => new JobWatch(provider.GetRequiredService<JobStore>(), TimeSpan.FromSeconds(options.HeartbeatSeconds)));
        services.AddSingleton<AllowedFolders>();
        services.AddSingleton<RequestResolver>();
        services.AddSingleton<EngineLauncher>();
        services.AddSingleton<EnginePool>();
        services.AddSingleton<IJobExecutor, EngineJobExecutor>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<JobRunner>(provider, TimeSpan.FromMinutes(limits.MinutesPerJob)));
        services.AddSingleton<JobManager>();
    }

    /// <summary>How clients write an address; "any" is none, and the filter would read it as every host there is.</summary>
    private static string[] NamesOf(string address) => IPAddress.Parse(address) switch
    {
        var any when any.Equals(IPAddress.Any) || any.Equals(IPAddress.IPv6Any) => [],
        { AddressFamily: AddressFamily.InterNetworkV6 } six => [$"[{six}]"],
        var four => [four.ToString()],
    };
}
