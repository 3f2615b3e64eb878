// SPDX-License-Identifier: MIT
using Grpc.Core;
using SolarGis.V1;

namespace SolarGis.Server.Client;

/// <summary>Follows a job to its end, through lost connections.</summary>
/// <param name="connection">The server.</param>
internal sealed class JobFollower(ServerConnection connection)
{
    /// <summary>The server speaks at least every 5 s; a stream silent for this long is taken as lost.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a server may be away before following is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a job may take to end after a cancel.</summary>
    public TimeSpan CancelGrace { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>True once the job can change no more.</summary>
    public static bool HasEnded(Job job) =>
        job.State is Job.Types.State.Succeeded or Job.Types.State.Failed or Job.Types.State.Cancelled or Job.Types.State.Interrupted;

    /// <summary>Watches until the job has ended; the first cancel of <paramref name="cancel"/> cancels the job itself and waits for its end.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="changed">Told every state.</param>
    /// <param name="cancel">Ctrl-C.</param>
    public async Task<Job> FollowAsync(string jobId, Action<Job> changed, CancellationToken cancel)
    {
        try
        {
            return await WatchAsync(jobId, changed, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return await CancelAsync(jobId, changed);
        }
    }

    /// <summary>Watches until the job has ended or the watching is cancelled; the job is left alone.</summary>
    public async Task<Job> WatchAsync(string jobId, Action<Job> changed, CancellationToken cancel)
    {
        ulong sequence = 0;
        while (true)
        {
            Job? last = null;
            try
            {
                using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancel);
                silence.CancelAfter(Silence);
                using AsyncServerStreamingCall<JobEvent> call =
                    connection.Analysis.WatchJob(new WatchJobRequest { JobId = jobId, AfterSequence = sequence }, cancellationToken: silence.Token);
                while (await call.ResponseStream.MoveNext(silence.Token))
                {
                    silence.CancelAfter(Silence);
                    last = call.ResponseStream.Current.Job;
                    sequence = last.Sequence;
                    changed(last);
                }
                if (last is not null && HasEnded(last)) return last;
                // The stream ended early or had nothing newer to say.
                last = await connection.Analysis.GetJobAsync(new GetJobRequest { JobId = jobId },
                    deadline: DateTime.UtcNow + ServerConnection.CallTimeout, cancellationToken: cancel);
                if (!HasEnded(last)) continue;
                changed(last);
                return last;
            }
            catch (Exception e) when (e is RpcException or OperationCanceledException)
            {
                cancel.ThrowIfCancellationRequested();
                if (e is RpcException rpc && !RpcErrors.IsLostConnection(rpc) && rpc.StatusCode != StatusCode.Cancelled) throw;
                await ReconnectAsync(cancel);
            }
        }
    }

    private async Task ReconnectAsync(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await connection.ConnectAsync(patience.Token);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new ClientException(Commands.ExitCode.Unreachable, RpcErrors.Unreachable,
                $"The connection to {connection.Address} was lost and did not come back within {Patience.TotalSeconds:0} s; "
                + "if the server still runs, the job goes on there: see \"solargis jobs\".", e);
        }
    }

    private async Task<Job> CancelAsync(string jobId, Action<Job> changed)
    {
        using var grace = new CancellationTokenSource(CancelGrace);
        Job job = await connection.Analysis.CancelJobAsync(new CancelJobRequest { JobId = jobId }, deadline: DateTime.UtcNow + CancelGrace);
        if (HasEnded(job)) return job;
        try
        {
            return await WatchAsync(jobId, changed, grace.Token);
        }
        catch (OperationCanceledException)
        {
            return job;
        }
    }
}
