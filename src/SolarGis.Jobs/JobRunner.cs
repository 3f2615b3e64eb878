// SPDX-License-Identifier: MIT
using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SolarGis.Jobs;

/// <summary>Takes jobs from the queue, has them executed and records how they end. One runner per executor.</summary>
/// <param name="store">The jobs.</param>
/// <param name="queue">Those that wait.</param>
/// <param name="artifacts">Where results go.</param>
/// <param name="executor">Does the work.</param>
/// <param name="timeLimit">The longest that a job may run.</param>
/// <param name="log">The log.</param>
/// <param name="time">The clock.</param>
public sealed class JobRunner(
    JobStore store, JobQueue queue, ArtifactStore artifacts, IJobExecutor executor, TimeSpan timeLimit, ILogger<JobRunner> log,
    TimeProvider? time = null)
{
    private const int MaxAttempts = 2;
    private const string Done = "done";
    private static readonly TimeSpan RecordInterval = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Runs jobs until told to stop; the one that runs then is marked interrupted, and so is every one that waits.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
                await RunOneAsync(await queue.DequeueAsync(stop), stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            InterruptWaiting();
        }
    }

    /// <summary>Asks a running job to end; false when it does not run here.</summary>
    public bool Cancel(string id)
    {
        if (!_running.TryGetValue(id, out CancellationTokenSource? cancel))
            return false;
        try
        {
            cancel.Cancel();
            return true;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    private async Task RunOneAsync(string id, CancellationToken stop)
    {
        using var wish = new CancellationTokenSource();
        using var limit = new CancellationTokenSource(timeLimit, _time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(wish.Token, limit.Token, stop);
        _running[id] = wish;
        try
        {
            Func<JobRecord, JobRecord?> start = job => job.State != JobState.Queued ? null : job with
            {
                State = JobState.Running,
                Started = _time.GetUtcNow(),
                Message = "Starts.",
            };
            if (store.Change(id, start) is null)
                return;
            Func<JobRecord, JobRecord> end = await OutcomeAsync(id, any.Token, wish.Token, limit.Token);
            // Unfinished files may be what fills the disk that the record needs.
            Tidy(id);
            JobRecord? ended = await RecordAsync(id, end, stop);
            log.LogInformation("Job {JobId} ended: {State} {Reason}", id, ended?.State, ended?.Reason);
        }
        catch (Exception e)
        {
            // The next start marks the job interrupted.
            log.LogCritical(e, "The end of job {JobId} could not be recorded", id);
        }
        finally
        {
            _running.TryRemove(id, out _);
        }
    }

    /// <summary>Records an end; on a full disk it waits for room, because an end that is not on disk would be lost.</summary>
    private async Task<JobRecord?> RecordAsync(string id, Func<JobRecord, JobRecord> end, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return store.Change(id, end);
            }
            catch (JobException e) when (e.Reason == DiskFull.Reason && !stop.IsCancellationRequested)
            {
                log.LogError(e, "The end of job {JobId} waits for room on the disk", id);
                store.Report(id, new JobProgress("waiting", 0, "The server's disk is full: the end of this job is recorded as soon as there is room."));
                await Task.Delay(RecordInterval, _time, stop);
            }
        }
    }

    private async Task<Func<JobRecord, JobRecord>> OutcomeAsync(
        string id, CancellationToken any, CancellationToken wish, CancellationToken limit)
    {
        try
        {
            JobResult result = await AttemptsAsync(id, any);
            IReadOnlyList<Artifact> files = artifacts.Commit(id, result.Files);
            return job => job with
            {
                State = JobState.Succeeded,
                Stage = Done,
                Fraction = 1,
                // The last words of the work say what was found.
                Message = job.Stage == Done && job.Message.Length > 0 ? job.Message : "Done.",
                SummaryJson = result.SummaryJson,
                Artifacts = files,
            };
        }
        catch (Exception e) when (IsEnd(e) && wish.IsCancellationRequested)
        {
            return job => job with { State = JobState.Cancelled, Message = "Cancelled." };
        }
        catch (Exception e) when (IsEnd(e) && limit.IsCancellationRequested)
        {
            return Failed("JOB_TIME_LIMIT",
                $"The job ran longer than this server's limit of {timeLimit.TotalMinutes:0.##} minutes; choose a smaller region.");
        }
        catch (Exception e) when (IsEnd(e) && any.IsCancellationRequested)
        {
            return job => job with
            {
                State = JobState.Interrupted,
                Reason = "SERVER_ENDED",
                Message = "The server ended while this job ran; submit it again.",
            };
        }
        catch (ExecutorDiedException e)
        {
            log.LogError(e, "The engine died twice on job {JobId}", id);
            return Failed("ENGINE_DIED",
                "The engine that ran this job ended unexpectedly, twice; the server goes on. Try a smaller region or another model, "
                + "and report it with the server's log if it happens again.");
        }
        catch (JobException e)
        {
            log.LogWarning(e.InnerException, "Job {JobId} failed: {Reason} {Message}", id, e.Reason, e.Message);
            return Failed(e.Reason, e.Message);
        }
        catch (IOException e) when (DiskFull.Is(e))
        {
            log.LogError(e, "Job {JobId} found the disk full", id);
            JobException full = DiskFull.Error("the results of this job");
            return Failed(full.Reason, full.Message);
        }
        catch (Exception e)
        {
            log.LogError(e, "Job {JobId} failed unexpectedly", id);
            return Failed("INTERNAL", "The job failed for an unexpected reason, which the server's log names; please report it.");
        }
    }

    private async Task<JobResult> AttemptsAsync(string id, CancellationToken cancel)
    {
        for (int attempt = 1; ; attempt++)
        {
            cancel.ThrowIfCancellationRequested();
            string folder = artifacts.Begin(id);
            JobRecord? job = store.Change(id, job => job with { Attempts = attempt })
                ?? throw new JobException("JOB_NOT_FOUND", "The job was deleted.");
            try
            {
                return await executor.ExecuteAsync(job, folder, progress => store.Report(id, progress), cancel);
            }
            catch (ExecutorDiedException e) when (attempt < MaxAttempts && !cancel.IsCancellationRequested)
            {
                log.LogWarning(e, "The engine died on job {JobId}; it is tried once more", id);
                store.Report(id, new JobProgress("restarting", 0, "The engine ended unexpectedly; the job is tried once more."));
            }
        }
    }

    // Told to end, an engine may also die of it.
    private static bool IsEnd(Exception error) => error is OperationCanceledException or ExecutorDiedException;

    private static Func<JobRecord, JobRecord> Failed(string reason, string message) =>
        job => job with { State = JobState.Failed, Reason = reason, Message = message };

    private void InterruptWaiting()
    {
        try
        {
            foreach (JobRecord waiting in store.List(1000).Where(job => job.State == JobState.Queued))
            {
                queue.Remove(waiting.Id);
                store.Change(waiting.Id, job => job.State != JobState.Queued ? null : job with
                {
                    State = JobState.Interrupted,
                    Reason = "SERVER_ENDED",
                    Message = "The server ended before this job started; submit it again.",
                });
            }
        }
        catch (JobException e)
        {
            log.LogWarning(e, "Waiting jobs could not be marked as interrupted; the next start does it");
        }
    }

    private void Tidy(string id)
    {
        try
        {
            artifacts.Discard(id);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogWarning(e, "The unfinished files of job {JobId} could not be removed; the next start tries again", id);
        }
    }
}
