// SPDX-License-Identifier: MIT
namespace SolarGis.Jobs;

/// <summary>What clients may do with jobs.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="store">The jobs.</param>
/// <param name="queue">Those that wait.</param>
/// <param name="artifacts">Their results.</param>
/// <param name="runner">Runs them.</param>
public sealed class JobManager(JobStore store, JobQueue queue, ArtifactStore artifacts, JobRunner runner)
{
    private readonly Lock _submitting = new();

    /// <summary>The job that an earlier, equal submission made; null when the id is free.</summary>
    /// <exception cref="JobException">ID_INVALID, or JOB_EXISTS: another request has this id.</exception>
    public JobRecord? FindSubmitted(NewJob job)
    {
        Identifier.Check(job.Id, "job");
        return store.Find(job.Id) switch
        {
            null => null,
            { } existing when existing.Request.Span.SequenceEqual(job.Request.Span) => existing,
            _ => throw JobStore.Exists(job.Id),
        };
    }

    /// <summary>Submits a job; the same job again changes nothing.</summary>
    /// <exception cref="JobException">ID_INVALID, JOB_EXISTS, QUEUE_FULL, ARTIFACT_BUDGET or DISK_FULL.</exception>
    public JobRecord Submit(NewJob job)
    {
        lock (_submitting)
        {
            if (FindSubmitted(job) is { } existing)
                return existing;
            EnsureRoom();
            JobRecord record = store.Create(job);
            queue.Enqueue(record.Id);
            return record;
        }
    }

    /// <summary>Throws when a further job cannot be taken; asked before costly checks of a request.</summary>
    /// <exception cref="JobException">QUEUE_FULL, ARTIFACT_BUDGET or DISK_FULL.</exception>
    public void EnsureRoom()
    {
        queue.EnsureRoom();
        artifacts.EnsureRoom();
    }

    /// <summary>Asks a job to end: at once when it waits, soon when it runs, and nothing happens when it has ended.</summary>
    /// <exception cref="JobException">JOB_NOT_FOUND.</exception>
    public JobRecord Cancel(string id)
    {
        JobRecord job = store.Get(id);
        queue.Remove(id);
        // Between the queue and the runner a job is in neither: whichever of these comes too late finds the other's mark.
        if (store.Change(id, Cancelled) is { } cancelled)
            return cancelled;
        if (runner.Cancel(id))
            store.Report(id, new JobProgress("cancelling", job.Fraction, "Cancelling."));
        return store.Get(id);
    }

    /// <summary>Removes a job that has ended, and its results.</summary>
    /// <exception cref="JobException">JOB_NOT_FOUND or JOB_ACTIVE.</exception>
    public void Delete(string id)
    {
        string stored = store.Get(id).Id;
        store.Delete(id);
        artifacts.Delete(stored);
    }

    /// <summary>1 for the job that is next; 0 for one that does not wait.</summary>
    public int Position(string id) => queue.Position(id);

    private static JobRecord? Cancelled(JobRecord job) =>
        job.State == JobState.Queued ? job with { State = JobState.Cancelled, Message = "Cancelled before it started." } : null;
}
