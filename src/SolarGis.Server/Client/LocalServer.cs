// SPDX-License-Identifier: MIT
using System.ComponentModel;
using System.Diagnostics;
using SolarGis.Jobs;
using SolarGis.Server.Commands;

namespace SolarGis.Server.Client;

/// <summary>The server of this user on this computer: found by its ready file, started where there is none.</summary>
/// <param name="data">The data folder.</param>
/// <param name="startTimeout">How long a start may take.</param>
internal sealed class LocalServer(DataFolder data, TimeSpan startTimeout)
{
    private static readonly TimeSpan HealthTimeout = TimeSpan.FromSeconds(5);

    /// <summary>The running server, or null.</summary>
    public async Task<ServerConnection?> FindAsync(CancellationToken cancel)
    {
        if (ReadyFile.TryRead(data.ReadyFile) is not ReadyFile ready || !IsAlive(ready.ProcessId)) return null;
        var connection = ServerConnection.Local(ready.Grpc, ready.Token);
        if (await connection.IsServingAsync(HealthTimeout, cancel)) return connection;
        connection.Dispose();
        return null;
    }

    /// <summary>The running server, started first where there is none.</summary>
    /// <param name="starting">Told once, before a start.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<ServerConnection> FindOrStartAsync(Action starting, CancellationToken cancel)
    {
        if (await FindAsync(cancel) is ServerConnection running) return running;
        starting();
        return await StartAsync(cancel);
    }

    private async Task<ServerConnection> StartAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(data.Root);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(startTimeout);
        using var changes = new FileChanges(data.ReadyFile);
        using Process child = ServerProcess.Start(data.Root);
        using var output = new ChildOutput(child);
        // Two starts at once: one of them finds the folder locked and ends, and the other's ready file is as good as ours.
        Task exit = child.WaitForExitAsync(deadline.Token);
        try
        {
            while (true)
            {
                Task change = changes.NextAsync(deadline.Token);
                if (await FindAsync(deadline.Token) is ServerConnection ready) return ready;
                Task first = await Task.WhenAny(exit, change);
                if (first == exit && !deadline.IsCancellationRequested)
                    return await FindAsync(deadline.Token) ?? await AfterExitAsync(child.ExitCode, output, change, deadline.Token);
                await first;
            }
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            if (!child.HasExited) child.Kill(entireProcessTree: true);
            throw new ClientException(ExitCode.Unreachable, "SERVER_START_TIMEOUT",
                $"The server did not start within {startTimeout.TotalSeconds:0} s; look at {data.Logs}.", e);
        }
    }

    /// <summary>A start that lost the race for the data folder waits for the winner's ready file; any other end is the error.</summary>
    private async Task<ServerConnection> AfterExitAsync(int code, ChildOutput output, Task change, CancellationToken cancel)
    {
        if (code == ExitCode.InUse && ReadyFile.TryRead(data.ReadyFile) is null)
        {
            await change;
            if (await FindAsync(cancel) is ServerConnection other) return other;
        }
        string why = output.LastLine is string line ? $": {line}" : $" (exit code {code}); look at {data.Logs}.";
        throw new ClientException(code is ExitCode.InUse or ExitCode.Usage ? code : ExitCode.Unreachable, "SERVER_START_FAILED", $"The server did not start{why}");
    }

    private static bool IsAlive(int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            // It exists and belongs to somebody else: the health check decides.
            return true;
        }
    }
}
