// SPDX-License-Identifier: MIT
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SolarGis.Server.Client;

namespace SolarGis.Server.Tests.Client;

/// <summary>The contract over a real port, answered by a script: connections break where the test says.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    public const string Token = "test-token";

    private readonly WebApplication app;
    private readonly string folder = Directory.CreateTempSubdirectory("solargis-client-").FullName;

    private ScriptedServer(WebApplication app, Script script) => (this.app, Script) = (app, script);

    public Script Script { get; }

    public string Folder => folder;

    public string Address => app.Urls.Single();

    public string TokenFile => Path.Combine(folder, "token");

    public static async Task<ScriptedServer> StartAsync(Script script)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, o => o.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(script);
        WebApplication app = builder.Build();
        app.Use((context, next) =>
        {
            script.Authorizations.Enqueue(context.Request.Headers.Authorization.ToString());
            return next(context);
        });
        app.MapGrpcService<ScriptedAnalysis>();
        app.MapGrpcService<ScriptedArtifacts>();
        app.MapGrpcService<ScriptedImagery>();
        app.MapGrpcService<ScriptedSystem>();
        await app.StartAsync();
        var server = new ScriptedServer(app, script);
        await File.WriteAllTextAsync(server.TokenFile, Token);
        return server;
    }

    public ServerConnection Connect() => ServerConnection.Remote(Address, TokenFile);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
