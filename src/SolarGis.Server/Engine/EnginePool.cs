// SPDX-License-Identifier: MIT
using Grpc.Core;
using SolarGis.Engine.V1;
using SolarGis.Jobs;
using SolarGis.Server.Configuration;

namespace SolarGis.Server.Engine;

/// <summary>The engine processes of this server: one, started when needed and again after it died.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class EnginePool(EngineLauncher launcher, ServerOptions options, ILogger<EnginePool> log) : IAsyncDisposable
{
    private static readonly TimeSpan DeathNotice = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ends = new();
    private Task<EngineProcess>? _engine;
    private bool _disposed;

    /// <summary>What the running engine says of itself; null while none runs.</summary>
    public DescribeResponse? Description
    {
        get
        {
            lock (_gate)
                return _engine is { IsCompletedSuccessfully: true } ? _engine.Result.Description : null;
        }
    }

    /// <summary>Starts an engine where none runs, without waiting for it.</summary>
    public void Warm() => _ = Current();

    /// <summary>A running engine.</summary>
    /// <exception cref="JobException">ENGINE_UNAVAILABLE or SERVER_ENDS.</exception>
    public Task<EngineProcess> GetAsync(CancellationToken cancel) => Current().WaitAsync(cancel);

    /// <summary>Asks an engine; where it dies of the question, another is asked once.</summary>
    /// <exception cref="JobException">ENGINE_UNAVAILABLE, ENGINE_DIED or ENGINE_TIMEOUT.</exception>
    public async Task<T> CallAsync<T>(Func<EngineService.EngineServiceClient, CallOptions, AsyncUnaryCall<T>> ask, CancellationToken cancel)
    {
        for (int attempt = 1; ; attempt++)
        {
            EngineProcess engine = await GetAsync(cancel);
            try
            {
                DateTime deadline = DateTime.UtcNow + TimeSpan.FromSeconds(options.Engine.QuerySeconds);
                using AsyncUnaryCall<T> call = ask(engine.Client, new CallOptions(deadline: deadline, cancellationToken: cancel));
                return await call;
            }
            catch (RpcException e) when (e.GetRpcStatus() is null && !cancel.IsCancellationRequested)
            {
                if (e.StatusCode == StatusCode.DeadlineExceeded)
                    throw new JobException("ENGINE_TIMEOUT", "The file took too long to read; check that its disk answers, then try again.", e);
                if (!await HasDiedAsync(engine))
                    throw;
                log.LogWarning(e, "The engine died of a question, attempt {Attempt}", attempt);
                if (attempt == 2)
                    throw new JobException("ENGINE_DIED", "The engine ended unexpectedly on this file, twice: it may be damaged. The server goes on.", e);
            }
        }
    }

    /// <summary>Whether the process behind a broken call has ended; its end may be told a little later than the call's.</summary>
    public static async Task<bool> HasDiedAsync(EngineProcess engine)
    {
        try
        {
            await engine.Exited.WaitAsync(DeathNotice);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task<EngineProcess>? engine;
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            engine = _engine;
        }
        await _ends.CancelAsync();
        if (engine is not null)
        {
            try
            {
                await (await engine).DisposeAsync();
            }
            catch (Exception e)
            {
                log.LogDebug(e, "The engine had not started when the server ended");
            }
        }
        _ends.Dispose();
    }

    private Task<EngineProcess> Current()
    {
        lock (_gate)
        {
            if (_disposed)
                throw new JobException("SERVER_ENDS", "The server ends; try again once it has restarted.");
            bool usable = _engine is { IsCompleted: false } or { IsCompletedSuccessfully: true, Result.HasExited: false };
            if (usable)
                return _engine!;
            if (_engine is { IsCompletedSuccessfully: true })
                _ = _engine.Result.DisposeAsync().AsTask();
            return _engine = Task.Run(() =>
                EngineProcess.StartAsync(launcher, TimeSpan.FromSeconds(options.Engine.StartSeconds), log, _ends.Token));
        }
    }
}
