// SPDX-License-Identifier: MIT
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace SolarGis.Jobs.Tests.Support;

/// <summary>The parts of this project put together as a server does it, over a data folder, with a clock that the test moves.</summary>
internal sealed class JobSystem : IAsyncDisposable
{
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(30);

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public JobSystem(TemporaryFolder folder, int capacity = 64, long maxArtifactBytes = long.MaxValue, long minFreeBytes = 0)
    {
        var data = new DataFolder(folder["data"]);
        data.Create();
        Database = new JobDatabase(data.Database);
        Store = new JobStore(Database, Time);
        Artifacts = new ArtifactStore(data.Artefacts, new ArtifactLimits(maxArtifactBytes, minFreeBytes));
        Queue = new JobQueue(capacity);
        Runner = new JobRunner(Store, Queue, Artifacts, Executor, TimeLimit, NullLogger<JobRunner>.Instance, Time);
        Manager = new JobManager(Store, Queue, Artifacts, Runner);
        Watch = new JobWatch(Store, Heartbeat, Time);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public DelegateExecutor Executor { get; } = new();

    public JobDatabase Database { get; }

    public JobStore Store { get; }

    public ArtifactStore Artifacts { get; }

    public JobQueue Queue { get; }

    public JobRunner Runner { get; }

    public JobManager Manager { get; }

    public JobWatch Watch { get; }

    public static NewJob Job(string id, string request = "request") =>
        new(id, $"Title of {id}", "segmentation", System.Text.Encoding.UTF8.GetBytes(request));

    /// <summary>Runs jobs from now on.</summary>
    public void Start() => _running = Runner.RunAsync(_stop.Token);

    /// <summary>Stops as a server does that is told to.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    /// <summary>The job as soon as it is as expected.</summary>
    public ValueTask<JobRecord> WhenAsync(string id, Func<JobRecord, bool> expected) =>
        Watch.WatchAsync(id, 0, TestContext.Current.CancellationToken).FirstAsync(expected, TestContext.Current.CancellationToken);

    public ValueTask<JobRecord> EndOfAsync(string id) => WhenAsync(id, job => job.HasEnded);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Watch.Dispose();
        Queue.Dispose();
        _stop.Dispose();
        Database.Release();
    }
}
