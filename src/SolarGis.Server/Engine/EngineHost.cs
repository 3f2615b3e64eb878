// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using SolarGis.Server.Services;

namespace SolarGis.Server.Engine;

/// <summary>An engine process: serves one server over its socket and ends with it.</summary>
internal static class EngineHost
{
    /// <summary>Serves until the parent lets go of standard input.</summary>
    /// <param name="socket">The socket's path or the pipe's name.</param>
    /// <param name="work">What the engine can do.</param>
    public static async Task RunAsync(string socket, IEngineWork work)
    {
        // A terminal's Ctrl-C reaches every process of the group; the server decides when its engine ends.
        using PosixSignalRegistration ignored = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            if (OperatingSystem.IsWindows())
                kestrel.ListenNamedPipe(socket, listen => listen.Protocols = HttpProtocols.Http2);
            else
                kestrel.ListenUnixSocket(socket, listen => listen.Protocols = HttpProtocols.Http2);
        });
        if (OperatingSystem.IsWindows())
            builder.WebHost.UseNamedPipes();
        builder.Services.AddSingleton(work);
        builder.Services.AddSingleton<EngineEndpoint>();
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = null;
            grpc.MaxSendMessageSize = null;
            grpc.Interceptors.Add<ErrorInterceptor>();
        });
        builder.Services.AddSingleton<ErrorInterceptor>();
        await using WebApplication app = builder.Build();
        app.MapGrpcService<EngineEndpoint>();
        await app.StartAsync();
        Console.Out.WriteLine(EngineLauncher.ReadyLine);
        Console.Out.Flush();
        await Console.OpenStandardInput().CopyToAsync(Stream.Null);
        Leave(socket);
        // Native work may hold threads that no graceful end waits for.
        Process.GetCurrentProcess().Kill();
    }

    /// <summary>Removes the socket and its folder, which a server that was killed could not.</summary>
    private static void Leave(string socket)
    {
        if (OperatingSystem.IsWindows())
            return;
        try
        {
            File.Delete(socket);
            // Empty now, or not made for this socket.
            Directory.Delete(Path.GetDirectoryName(socket)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The socket's folder stays: {e.Message}");
        }
    }
}
