// SPDX-License-Identifier: MIT
using Microsoft.Data.Sqlite;

namespace SolarGis.Jobs;

/// <summary>
/// All jobs. Changes of state are on disk before they are seen; progress lives in memory, because after a restart no
/// job runs any more.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class JobStore
{
    private readonly JobDatabase _database;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, JobRecord> _live = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Uses a database; jobs that an earlier server left unfinished are marked interrupted.</summary>
    /// <param name="database">The database.</param>
    /// <param name="time">The clock.</param>
    public JobStore(JobDatabase database, TimeProvider? time = null)
    {
        _database = database;
        _time = time ?? TimeProvider.System;
        foreach (JobRecord job in Unfinished())
        {
            JobRecord interrupted = job with
            {
                State = JobState.Interrupted,
                Reason = "SERVER_ENDED",
                Message = job.State == JobState.Running
                    ? "The server ended while this job ran; submit it again."
                    : "The server ended before this job started; submit it again.",
                Ended = _time.GetUtcNow(),
                Sequence = job.Sequence + 1,
            };
            Save(interrupted);
        }
    }

    /// <summary>Raised after a job changed or was deleted, with its id; handlers return at once.</summary>
    public event Action<string>? Changed;

    /// <summary>Jobs that have not ended.</summary>
    public int ActiveCount
    {
        get { lock (_gate) return _live.Count; }
    }

    /// <summary>Stores a new job in state queued.</summary>
    /// <exception cref="JobException">JOB_EXISTS: the id is taken.</exception>
    public JobRecord Create(NewJob job)
    {
        var record = new JobRecord
        {
            Id = Identifier.Check(job.Id, "job"),
            Title = job.Title,
            Kind = job.Kind,
            Request = job.Request,
            Created = _time.GetUtcNow(),
            Message = "Waits for its turn.",
        };
        lock (_gate)
        {
            try
            {
                _database.Write((connection, transaction) =>
                {
                    JobRows.Insert(connection, transaction, record);
                    return 0;
                });
            }
            catch (SqliteException e) when (e.SqliteErrorCode == 19)
            {
                throw Exists(job.Id);
            }
            _live[record.Id] = record;
        }
        Changed?.Invoke(record.Id);
        return record;
    }

    /// <summary>The error of an id that is taken by another request.</summary>
    internal static JobException Exists(string id) =>
        new("JOB_EXISTS", $"Another request was submitted as job '{id}'; choose a new job id.");

    /// <summary>The job, or null.</summary>
    public JobRecord? Find(string id)
    {
        lock (_gate)
        {
            if (_live.TryGetValue(id, out JobRecord? live))
                return live;
        }
        using SqliteConnection connection = _database.Open();
        return JobRows.Select(connection, "WHERE id = $id", ("$id", id)).FirstOrDefault();
    }

    /// <summary>The job.</summary>
    /// <exception cref="JobException">JOB_NOT_FOUND.</exception>
    public JobRecord Get(string id) => Find(id)
        ?? throw new JobException("JOB_NOT_FOUND", $"There is no job {Identifier.Quote(id)}; it was deleted, or the id is mistyped.");

    /// <summary>Jobs, newest first.</summary>
    /// <param name="count">At most this many, 1 to 1000.</param>
    /// <param name="before">Only jobs created before this one; null for the newest.</param>
    /// <exception cref="JobException">JOB_NOT_FOUND: no job has the id of <paramref name="before"/>.</exception>
    public IReadOnlyList<JobRecord> List(int count, string? before = null)
    {
        if (before is not null)
            Get(before);
        using SqliteConnection connection = _database.Open();
        List<JobRecord> stored = JobRows.Select(connection,
            before is null
                ? "ORDER BY ordinal DESC LIMIT $count"
                : "WHERE ordinal < (SELECT ordinal FROM jobs WHERE id = $before) ORDER BY ordinal DESC LIMIT $count",
            ("$count", Math.Clamp(count, 1, 1000)), ("$before", before ?? ""));
        lock (_gate)
            return stored.ConvertAll(job => _live.GetValueOrDefault(job.Id, job));
    }

    /// <summary>Changes a job durably.</summary>
    /// <param name="id">The job.</param>
    /// <param name="change">The new record, or null to leave it; the sequence number is set here.</param>
    /// <returns>The record after the change; null when the job is gone or was left as it is.</returns>
    public JobRecord? Change(string id, Func<JobRecord, JobRecord?> change)
    {
        JobRecord after;
        lock (_gate)
        {
            if (Find(id) is not { } before || change(before) is not { } changed)
                return null;
            after = changed with
            {
                Sequence = before.Sequence + 1,
                Ended = changed.HasEnded ? changed.Ended ?? _time.GetUtcNow() : null,
            };
            Save(after);
            if (after.HasEnded)
                _live.Remove(id);
            else
                _live[id] = after;
        }
        Changed?.Invoke(after.Id);
        return after;
    }

    /// <summary>Notes the progress of a running job; ignored for any other. The fraction never falls.</summary>
    public void Report(string id, JobProgress progress)
    {
        lock (_gate)
        {
            if (!_live.TryGetValue(id, out JobRecord? job) || job.State != JobState.Running)
                return;
            _live[id] = job with
            {
                Stage = progress.Stage,
                Fraction = Math.Clamp(double.IsFinite(progress.Fraction) ? progress.Fraction : 0, job.Fraction, 1),
                Message = progress.Message,
                Sequence = job.Sequence + 1,
            };
        }
        Changed?.Invoke(id);
    }

    /// <summary>Removes a job that has ended.</summary>
    /// <exception cref="JobException">JOB_NOT_FOUND, or JOB_ACTIVE: it has not ended.</exception>
    public void Delete(string id)
    {
        lock (_gate)
        {
            if (!Get(id).HasEnded)
                throw new JobException("JOB_ACTIVE", $"Job '{id}' has not ended; cancel it first.");
            _database.Write((connection, transaction) =>
            {
                using SqliteCommand command = JobRows.Command(connection, transaction, "DELETE FROM jobs WHERE id = $id", ("$id", id));
                return command.ExecuteNonQuery();
            });
        }
        Changed?.Invoke(id);
    }

    private List<JobRecord> Unfinished()
    {
        using SqliteConnection connection = _database.Open();
        return JobRows.Select(connection, "WHERE state IN (1, 2) ORDER BY ordinal");
    }

    private void Save(JobRecord job) => _database.Write((connection, transaction) =>
    {
        JobRows.Update(connection, transaction, job);
        return 0;
    });
}
