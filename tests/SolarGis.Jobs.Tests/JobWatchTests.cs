// SPDX-License-Identifier: MIT
using SolarGis.Jobs.Tests.Support;

namespace SolarGis.Jobs.Tests;

public sealed class JobWatchTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_watch_tells_the_state_as_it_is_then_every_change_until_the_end()
    {
        using var folder = new TemporaryFolder();
        await using JobSystem jobs = Running(folder);
        await using IAsyncEnumerator<JobRecord> watch = jobs.Watch.WatchAsync("a", 0, Cancel).GetAsyncEnumerator(Cancel);

        Assert.Equal(2, (await Next(watch)).Sequence);
        ValueTask<bool> change = watch.MoveNextAsync();
        Assert.False(change.IsCompleted);
        jobs.Store.Report("a", new JobProgress("segmenting", 0.5, "Half."));
        Assert.True(await change);
        Assert.Equal((3L, 0.5), (watch.Current.Sequence, watch.Current.Fraction));
        jobs.Store.Change("a", job => job with { State = JobState.Succeeded });
        Assert.Equal(JobState.Succeeded, (await Next(watch)).State);
        Assert.False(await watch.MoveNextAsync());
    }

    [Fact]
    public async Task Entered_again_it_goes_on_after_the_last_number_seen()
    {
        using var folder = new TemporaryFolder();
        await using JobSystem jobs = Running(folder);
        jobs.Store.Report("a", new JobProgress("segmenting", 0.5, "Half."));

        Assert.Equal(3, (await jobs.Watch.WatchAsync("a", 2, Cancel).FirstAsync(Cancel)).Sequence);

        await using IAsyncEnumerator<JobRecord> watch = jobs.Watch.WatchAsync("a", 3, Cancel).GetAsyncEnumerator(Cancel);
        ValueTask<bool> next = watch.MoveNextAsync();
        Assert.False(next.IsCompleted);
        jobs.Store.Report("a", new JobProgress("drawing", 0.9, "Nearly."));
        Assert.True(await next);
        Assert.Equal(4, watch.Current.Sequence);
    }

    [Fact]
    public async Task An_end_is_told_even_to_a_client_that_saw_higher_numbers_before_a_restart()
    {
        using var folder = new TemporaryFolder();
        await using JobSystem before = Running(folder);
        await using var after = new JobSystem(folder);
        JobRecord[] told = await after.Watch.WatchAsync("a", 1_000, Cancel).ToArrayAsync(Cancel);
        Assert.Equal(JobState.Interrupted, Assert.Single(told).State);
    }

    [Fact]
    public async Task Silence_never_lasts_longer_than_the_heartbeat()
    {
        using var folder = new TemporaryFolder();
        await using JobSystem jobs = Running(folder);
        await using IAsyncEnumerator<JobRecord> watch = jobs.Watch.WatchAsync("a", 2, Cancel).GetAsyncEnumerator(Cancel);

        for (int beat = 0; beat < 3; beat++)
        {
            ValueTask<bool> next = watch.MoveNextAsync();
            jobs.Time.Advance(JobSystem.Heartbeat - TimeSpan.FromMilliseconds(1));
            Assert.False(next.IsCompleted);
            jobs.Time.Advance(TimeSpan.FromMilliseconds(1));
            Assert.True(await next);
            Assert.Equal((2L, JobState.Running), (watch.Current.Sequence, watch.Current.State));
        }
    }

    [Fact]
    public async Task A_slow_reader_gets_the_newest_state_and_no_backlog()
    {
        using var folder = new TemporaryFolder();
        await using JobSystem jobs = Running(folder);
        await using IAsyncEnumerator<JobRecord> watch = jobs.Watch.WatchAsync("a", 0, Cancel).GetAsyncEnumerator(Cancel);
        await Next(watch);
        for (int i = 1; i <= 10_000; i++)
            jobs.Store.Report("a", new JobProgress("segmenting", i / 10_000.0, $"Tile {i}."));

        Assert.Equal((10_002L, "Tile 10000."), (await Next(watch) is var job ? job.Sequence : 0, watch.Current.Message));

        ValueTask<bool> next = watch.MoveNextAsync();
        Assert.False(next.IsCompleted);
        jobs.Store.Change("a", job => job with { State = JobState.Failed });
        Assert.True(await next);
    }

    [Fact]
    public async Task A_job_that_is_unknown_or_deleted_meanwhile_ends_the_watch_with_a_sentence()
    {
        using var folder = new TemporaryFolder();
        await using JobSystem jobs = Running(folder);
        var error = await Assert.ThrowsAsync<JobException>(() => jobs.Watch.WatchAsync("z", 0, Cancel).FirstAsync(Cancel).AsTask());
        Assert.Equal("JOB_NOT_FOUND", error.Reason);

        // A reader so slow that it missed the end.
        await using IAsyncEnumerator<JobRecord> watch = jobs.Watch.WatchAsync("a", 0, Cancel).GetAsyncEnumerator(Cancel);
        await Next(watch);
        jobs.Store.Change("a", job => job with { State = JobState.Failed });
        jobs.Store.Delete("a");
        error = await Assert.ThrowsAsync<JobException>(() => watch.MoveNextAsync().AsTask());
        Assert.Equal("JOB_NOT_FOUND", error.Reason);
    }

    [Fact]
    public async Task Leaving_a_watch_leaves_the_job_alone()
    {
        using var folder = new TemporaryFolder();
        await using JobSystem jobs = Running(folder);
        using var leave = new CancellationTokenSource();
        await using IAsyncEnumerator<JobRecord> watch = jobs.Watch.WatchAsync("a", 2, leave.Token).GetAsyncEnumerator(Cancel);
        ValueTask<bool> next = watch.MoveNextAsync();
        Assert.Equal(1, jobs.Watch.Count);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.AsTask());
        Assert.Equal(0, jobs.Watch.Count);
        Assert.Equal(JobState.Running, jobs.Store.Get("a").State);
    }

    private static JobSystem Running(TemporaryFolder folder)
    {
        var jobs = new JobSystem(folder);
        jobs.Store.Create(JobSystem.Job("a"));
        jobs.Store.Change("a", job => job with { State = JobState.Running, Started = jobs.Time.GetUtcNow() });
        return jobs;
    }

    private static async Task<JobRecord> Next(IAsyncEnumerator<JobRecord> watch)
    {
        Assert.True(await watch.MoveNextAsync());
        return watch.Current;
    }
}
