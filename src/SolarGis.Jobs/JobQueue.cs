// SPDX-License-Identifier: MIT
using System.Diagnostics.CodeAnalysis;

namespace SolarGis.Jobs;

/// <summary>The bounded queue of interactive jobs, in memory: first come, first served.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="capacity">Jobs that may wait, not counting those that run.</param>
[SuppressMessage("Naming", "CA1711", Justification = "It is a queue.")]
public sealed class JobQueue(int capacity) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<string> _waiting = [];
    private readonly SemaphoreSlim _available = new(0);

    /// <summary>Jobs that may wait.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>Throws when no further job may wait.</summary>
    /// <exception cref="JobException">QUEUE_FULL.</exception>
    public void EnsureRoom()
    {
        lock (_gate)
        {
            if (_waiting.Count >= Capacity)
            {
                throw new JobException("QUEUE_FULL",
                    $"{_waiting.Count} jobs wait already, which is this server's limit; wait for one to end or cancel one, then submit again.");
            }
        }
    }

    /// <summary>Appends a job.</summary>
    /// <exception cref="JobException">QUEUE_FULL.</exception>
    public void Enqueue(string id)
    {
        lock (_gate)
        {
            EnsureRoom();
            _waiting.Add(id);
        }
        _available.Release();
    }

    /// <summary>Takes a job out before its turn; false when it does not wait.</summary>
    public bool Remove(string id)
    {
        lock (_gate)
            return _waiting.RemoveAll(waiting => Same(waiting, id)) > 0;
    }

    /// <summary>1 for the job that is next; 0 for one that does not wait.</summary>
    public int Position(string id)
    {
        lock (_gate)
            return _waiting.FindIndex(waiting => Same(waiting, id)) + 1;
    }

    /// <summary>Waits for the next job and takes it out.</summary>
    public async Task<string> DequeueAsync(CancellationToken cancel)
    {
        while (true)
        {
            await _available.WaitAsync(cancel);
            lock (_gate)
            {
                // A removed job leaves its permit behind.
                if (_waiting.Count == 0)
                    continue;
                string next = _waiting[0];
                _waiting.RemoveAt(0);
                return next;
            }
        }
    }

    /// <summary>Frees the queue; nobody waits on it any more.</summary>
    public void Dispose() => _available.Dispose();

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
