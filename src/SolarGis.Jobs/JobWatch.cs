// SPDX-License-Identifier: MIT
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace SolarGis.Jobs;

/// <summary>Follows jobs as they change. A slow reader gets the newest state, never a backlog.</summary>
public sealed class JobWatch : IDisposable
{
    private readonly JobStore _store;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<Channel<bool>, string> _watchers = [];

    /// <summary>Watches a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="heartbeat">The longest silence.</param>
    /// <param name="time">The clock.</param>
    public JobWatch(JobStore store, TimeSpan heartbeat, TimeProvider? time = null)
    {
        _store = store;
        _time = time ?? TimeProvider.System;
        Heartbeat = heartbeat;
        _store.Changed += Wake;
    }

    /// <summary>The longest silence.</summary>
    public TimeSpan Heartbeat { get; }

    /// <summary>Watches that are open now.</summary>
    internal int Count => _watchers.Count;

    /// <summary>Yields the job when it differs from what the caller saw, then on every change and heartbeat, until it has ended.</summary>
    /// <param name="id">The job.</param>
    /// <param name="after">The last sequence number seen; 0 for the state as it is.</param>
    /// <param name="cancel">Ends the watch.</param>
    /// <exception cref="JobException">JOB_NOT_FOUND: there is no such job, or it was deleted meanwhile.</exception>
    public async IAsyncEnumerable<JobRecord> WatchAsync(string id, long after, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        // Subscribed before the first look, so no change falls between the two.
        _watchers[wake] = id;
        try
        {
            bool due = false;
            while (true)
            {
                JobRecord job = _store.Get(id);
                // Progress is not stored, so a client may have seen numbers that a restarted server never reached: an end is always told.
                if (due || job.Sequence > after || job.HasEnded)
                {
                    after = job.Sequence;
                    yield return job;
                }
                if (job.HasEnded)
                    yield break;
                due = !await ChangedWithinHeartbeat(wake.Reader, cancel);
            }
        }
        finally
        {
            _watchers.TryRemove(wake, out _);
        }
    }

    /// <summary>Stops listening to the store.</summary>
    public void Dispose() => _store.Changed -= Wake;

    private async Task<bool> ChangedWithinHeartbeat(ChannelReader<bool> changes, CancellationToken cancel)
    {
        using var silence = new CancellationTokenSource(Heartbeat, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, silence.Token);
        try
        {
            await changes.ReadAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Wake(string id)
    {
        foreach ((Channel<bool> wake, string watched) in _watchers)
        {
            if (string.Equals(watched, id, StringComparison.OrdinalIgnoreCase))
                wake.Writer.TryWrite(true);
        }
    }
}
