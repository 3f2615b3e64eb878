// SPDX-License-Identifier: MIT
using SolarGis.Jobs.Tests.Support;

namespace SolarGis.Jobs.Tests;

public sealed class JobManagerTests
{
    [Fact]
    public async Task The_same_submission_again_is_the_same_job_whatever_became_of_it()
    {
        using var folder = new TemporaryFolder();
        await using var jobs = new JobSystem(folder);
        JobRecord first = jobs.Manager.Submit(JobSystem.Job("a"));

        Assert.Equal(first, jobs.Manager.Submit(JobSystem.Job("a")));
        Assert.Equal(1, jobs.Store.ActiveCount);
        jobs.Start();
        JobRecord ended = await jobs.EndOfAsync("a");
        Assert.Equal((ended.Sequence, JobState.Succeeded), (jobs.Manager.Submit(JobSystem.Job("a")).Sequence, ended.State));
    }

    [Theory]
    [InlineData("a", "another request")]
    [InlineData("A", "another request")]
    public async Task Another_request_under_a_taken_id_is_refused(string id, string request)
    {
        using var folder = new TemporaryFolder();
        await using var jobs = new JobSystem(folder);
        jobs.Manager.Submit(JobSystem.Job("a"));

        var error = Assert.Throws<JobException>(() => jobs.Manager.Submit(JobSystem.Job(id, request)));

        Assert.Equal(("JOB_EXISTS", $"Another request was submitted as job '{id}'; choose a new job id."), (error.Reason, error.Message));
    }

    [Fact]
    public async Task Many_clients_at_once_with_one_id_make_one_job()
    {
        using var folder = new TemporaryFolder();
        await using var jobs = new JobSystem(folder);

        JobRecord[] answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => jobs.Manager.Submit(JobSystem.Job("a")))));

        Assert.All(answers, answer => Assert.Equal(1, answer.Sequence));
        Assert.Single(jobs.Store.List(10));
        Assert.Equal(1, jobs.Manager.Position("a"));
    }

    [Fact]
    public async Task A_full_queue_refuses_new_jobs_alone()
    {
        using var folder = new TemporaryFolder();
        await using var jobs = new JobSystem(folder, capacity: 1);
        jobs.Manager.Submit(JobSystem.Job("a"));
        Assert.Equal("QUEUE_FULL", Assert.Throws<JobException>(() => jobs.Manager.Submit(JobSystem.Job("b"))).Reason);
        Assert.Null(jobs.Store.Find("b"));
        Assert.Equal("a", jobs.Manager.Submit(JobSystem.Job("a")).Id);
        jobs.Manager.Cancel("a");
        Assert.Equal(JobState.Queued, jobs.Manager.Submit(JobSystem.Job("b")).State);
    }

    [Theory]
    [InlineData(0, 0, "ARTIFACT_BUDGET")]
    [InlineData(long.MaxValue, long.MaxValue, "DISK_FULL")]
    public async Task No_job_is_taken_whose_results_would_find_no_room(long maxBytes, long minFree, string reason)
    {
        using var folder = new TemporaryFolder();
        await using var jobs = new JobSystem(folder, maxArtifactBytes: maxBytes, minFreeBytes: minFree);
        var error = Assert.Throws<JobException>(() => jobs.Manager.Submit(JobSystem.Job("a")));
        Assert.Equal(reason, error.Reason);
        Assert.Contains("delete jobs that are no longer needed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_waiting_job_is_cancelled_at_once_and_never_runs()
    {
        using var folder = new TemporaryFolder();
        await using var jobs = new JobSystem(folder);
        var ran = new List<string>();
        jobs.Executor.Work = (job, output, _, _) =>
        {
            ran.Add(job.Id);
            return Task.FromResult(DelegateExecutor.OneFile(output, job.Id));
        };
        jobs.Manager.Submit(JobSystem.Job("a"));
        jobs.Manager.Submit(JobSystem.Job("b"));

        JobRecord cancelled = jobs.Manager.Cancel("A");
        jobs.Start();
        await jobs.EndOfAsync("b");

        Assert.Equal((JobState.Cancelled, "Cancelled before it started.", 0), (cancelled.State, cancelled.Message, cancelled.Attempts));
        Assert.Equal(["b"], ran);
        Assert.Equal(cancelled.Sequence, jobs.Manager.Cancel("a").Sequence);
    }

    [Fact]
    public async Task A_running_job_is_told_to_end_and_the_next_one_runs()
    {
        using var folder = new TemporaryFolder();
        await using var jobs = new JobSystem(folder);
        jobs.Executor.Work = (_, _, progress, cancel) =>
        {
            progress(new JobProgress("segmenting", 0.5, "Half."));
            return DelegateExecutor.UntilCancelled(cancel);
        };
        jobs.Manager.Submit(JobSystem.Job("a"));
        jobs.Start();
        await jobs.WhenAsync("a", job => job.Stage == "segmenting");
        jobs.Executor.Work = new DelegateExecutor().Work;
        jobs.Manager.Submit(JobSystem.Job("b"));

        JobRecord told = jobs.Manager.Cancel("a");

        Assert.Contains(told.State, (JobState[])[JobState.Running, JobState.Cancelled]);
        JobRecord ended = await jobs.EndOfAsync("a");
        Assert.Equal((JobState.Cancelled, "Cancelled.", 0.5), (ended.State, ended.Message, ended.Fraction));
        Assert.Equal(JobState.Succeeded, (await jobs.EndOfAsync("b")).State);
        Assert.False(Directory.Exists(folder["data/artefacts/a"]));
        Assert.Equal(["b"], Directory.EnumerateFileSystemEntries(folder["data/artefacts"]).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public async Task Deleting_a_job_removes_its_files_and_gives_the_room_back()
    {
        using var folder = new TemporaryFolder();
        await using var jobs = new JobSystem(folder);
        jobs.Manager.Submit(JobSystem.Job("a"));
        Assert.Equal("JOB_ACTIVE", Assert.Throws<JobException>(() => jobs.Manager.Delete("a")).Reason);
        jobs.Start();
        await jobs.EndOfAsync("a");
        Assert.True(jobs.Artifacts.UsedBytes > 0);

        jobs.Manager.Delete("A");

        Assert.Equal(0, jobs.Artifacts.UsedBytes);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["data/artefacts"]));
        Assert.Equal("JOB_NOT_FOUND", Assert.Throws<JobException>(() => jobs.Manager.Delete("a")).Reason);
        Assert.Equal("JOB_NOT_FOUND", Assert.Throws<JobException>(() => jobs.Manager.Cancel("a")).Reason);
    }
}
