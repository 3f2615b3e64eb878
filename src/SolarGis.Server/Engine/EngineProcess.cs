// SPDX-License-Identifier: MIT
using System.ComponentModel;
using System.Diagnostics;
using Grpc.Net.Client;
using SolarGis.Engine.V1;
using SolarGis.Jobs;

namespace SolarGis.Server.Engine;

/// <summary>One engine process and the channel to it.</summary>
internal sealed class EngineProcess : IAsyncDisposable
{
    private static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly EngineAddress _address;
    private readonly GrpcChannel _channel;
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILogger _log;
    private string _lastLine = "";

    private EngineProcess(Process process, EngineAddress address, ILogger log)
    {
        _process = process;
        _address = address;
        _log = log;
        _channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler { ConnectCallback = async (_, cancel) => await address.ConnectAsync(cancel), UseProxy = false },
            DisposeHttpClient = true,
            MaxReceiveMessageSize = null,
        });
        Client = new EngineService.EngineServiceClient(_channel);
    }

    public EngineService.EngineServiceClient Client { get; }

    /// <summary>What the engine says of itself.</summary>
    public DescribeResponse Description { get; private set; } = new();

    /// <summary>Completes when the process has ended.</summary>
    public Task Exited => _exited.Task;

    public bool HasExited => _exited.Task.IsCompleted;

    /// <summary>Starts an engine and waits until it can be called.</summary>
    /// <exception cref="JobException">ENGINE_UNAVAILABLE.</exception>
    public static async Task<EngineProcess> StartAsync(EngineLauncher launcher, TimeSpan timeout, ILogger log, CancellationToken cancel)
    {
        var address = new EngineAddress();
        var process = new Process { StartInfo = launcher.Describe(address), EnableRaisingEvents = true };
        var engine = new EngineProcess(process, address, log);
        try
        {
            engine.Start();
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(timeout);
            if (await Task.WhenAny(engine._ready.Task, engine.Exited).WaitAsync(limit.Token) == engine.Exited)
                throw Unavailable($"it ended with code {process.ExitCode}: {Volatile.Read(ref engine._lastLine)}");
            engine.Description = await engine.Client.DescribeAsync(new DescribeRequest(), cancellationToken: limit.Token);
            log.LogInformation("Engine {ProcessId} runs models on {Device}", process.Id, engine.Description.Device);
            return engine;
        }
        catch (Exception e)
        {
            await engine.DisposeAsync();
            cancel.ThrowIfCancellationRequested();
            log.LogError(e, "The engine did not start: {LastLine}", Volatile.Read(ref engine._lastLine));
            throw e as JobException ?? Unavailable(e is OperationCanceledException ? $"it took longer than {timeout.TotalSeconds:0} s" : e.Message, e);
        }
    }

    /// <summary>Ends the process at once.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            // It has ended already.
            _log.LogDebug(e, "The engine had ended before it was killed");
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await Exited.WaitAsync(ExitTimeout).ContinueWith(_ => { }, TaskScheduler.Default);
        _channel.Dispose();
        _process.Dispose();
        _address.Dispose();
    }

    private static JobException Unavailable(string why, Exception? inner = null) =>
        new("ENGINE_UNAVAILABLE", "The engine that runs the models did not start; the server's log says why. Try again, or install solargis again.",
            new InvalidOperationException(why, inner));

    private void Start()
    {
        _process.Exited += (_, _) => _exited.TrySetResult();
        _process.OutputDataReceived += (_, line) => Hear(line.Data, LogLevel.Information);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data, LogLevel.Warning);
        try
        {
            _process.Start();
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            _exited.TrySetResult();
            throw;
        }
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Hear(string? line, LogLevel level)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        if (line == EngineLauncher.ReadyLine)
        {
            _ready.TrySetResult();
            return;
        }
        Volatile.Write(ref _lastLine, line);
        _log.Log(level, "Engine: {Line}", line);
    }
}
