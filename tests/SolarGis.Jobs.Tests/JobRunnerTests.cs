// SPDX-License-Identifier: MIT
using System.Security.Cryptography;
using System.Text;
using SolarGis.Jobs.Tests.Support;

namespace SolarGis.Jobs.Tests;

public sealed class JobRunnerTests
{
    [Fact]
    public async Task A_job_that_ends_well_has_its_files_its_summary_and_its_times()
    {
        using var folder = new TemporaryFolder();
        await using var jobs = new JobSystem(folder);
        jobs.Executor.Work = (job, output, _, _) =>
        {
            jobs.Time.Advance(TimeSpan.FromSeconds(20));
            return Task.FromResult(DelegateExecutor.OneFile(output, job.Id));
        };

        JobRecord job = await RunAsync(jobs, "a");

        Assert.Equal((JobState.Succeeded, 1d, 1, """{"done":true}"""), (job.State, job.Fraction, job.Attempts, job.SummaryJson));
        Assert.Equal(TimeSpan.FromSeconds(20), job.Ended - job.Started);
        Artifact file = Assert.Single(job.Artifacts);
        Assert.Equal(("result.txt", "summary", 1L), (file.Name, file.Role, file.Size));
        Assert.Equal(SHA256.HashData("a"u8), file.Sha256.ToArray());
        Assert.Equal("a", await File.ReadAllTextAsync(jobs.Artifacts.PathOf("a", file), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task When_the_engine_dies_the_job_is_tried_once_more_in_an_empty_folder()
    {
        using var folder = new TemporaryFolder();
        await using var jobs = new JobSystem(folder);
        var found = new List<int>();
        jobs.Executor.Work = (job, output, progress, _) =>
        {
            found.Add(Directory.EnumerateFileSystemEntries(output).Count());
            JobResult result = DelegateExecutor.OneFile(output, "attempt " + job.Attempts);
            progress(new JobProgress("segmenting", 0.7, "Most of it."));
            return job.Attempts == 1 ? throw new ExecutorDiedException("killed") : Task.FromResult(result);
        };

        JobRecord job = await RunAsync(jobs, "a");

        Assert.Equal((JobState.Succeeded, 2), (job.State, job.Attempts));
        Assert.Equal([0, 0], found);
        Assert.Equal("attempt 2", await File.ReadAllTextAsync(jobs.Artifacts.PathOf("a", job.Artifacts[0]), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task When_it_dies_twice_the_job_fails_and_the_next_one_runs()
    {
        using var folder = new TemporaryFolder();
        await using var jobs = new JobSystem(folder);
        jobs.Executor.Work = (job, output, _, _) =>
            job.Id == "a" ? throw new ExecutorDiedException("killed") : Task.FromResult(DelegateExecutor.OneFile(output, job.Id));
        jobs.Manager.Submit(JobSystem.Job("b"));

        JobRecord job = await RunAsync(jobs, "a");

        Assert.Equal((JobState.Failed, "ENGINE_DIED", 2), (job.State, job.Reason, job.Attempts));
        Assert.Contains("ended unexpectedly, twice; the server goes on", job.Message, StringComparison.Ordinal);
        Assert.Equal(JobState.Succeeded, (await jobs.EndOfAsync("b")).State);
    }

    [Fact]
    public async Task An_engine_that_dies_of_being_cancelled_leaves_a_cancelled_job()
    {
        using var folder = new TemporaryFolder();
        await using var jobs = new JobSystem(folder);
        jobs.Executor.Work = async (_, _, progress, cancel) =>
        {
            progress(new JobProgress("segmenting", 0.5, "Half."));
            await Task.Delay(Timeout.Infinite, cancel).ContinueWith(_ => { }, TaskScheduler.Default);
            throw new ExecutorDiedException("killed after the grace period");
        };
        jobs.Manager.Submit(JobSystem.Job("a"));
        jobs.Start();
        await jobs.WhenAsync("a", job => job.Stage == "segmenting");

        jobs.Manager.Cancel("a");

        JobRecord job = await jobs.EndOfAsync("a");
        Assert.Equal((JobState.Cancelled, "", 1), (job.State, job.Reason, job.Attempts));
    }

    [Fact]
    public async Task A_job_over_the_time_limit_fails_and_says_so()
    {
        using var folder = new TemporaryFolder();
        await using var jobs = new JobSystem(folder);
        var started = new TaskCompletionSource();
        jobs.Executor.Work = (_, _, _, cancel) =>
        {
            started.SetResult();
            return DelegateExecutor.UntilCancelled(cancel);
        };
        jobs.Manager.Submit(JobSystem.Job("a"));
        jobs.Start();
        await started.Task;

        jobs.Time.Advance(JobSystem.TimeLimit);

        JobRecord job = await jobs.EndOfAsync("a");
        Assert.Equal((JobState.Failed, "JOB_TIME_LIMIT"), (job.State, job.Reason));
        Assert.Equal("The job ran longer than this server's limit of 30 minutes; choose a smaller region.", job.Message);
    }

    [Fact]
    public async Task A_server_that_stops_marks_what_ran_and_what_waited()
    {
        using var folder = new TemporaryFolder();
        await using var jobs = new JobSystem(folder);
        var started = new TaskCompletionSource();
        jobs.Executor.Work = (_, _, _, cancel) =>
        {
            started.SetResult();
            return DelegateExecutor.UntilCancelled(cancel);
        };
        jobs.Manager.Submit(JobSystem.Job("running"));
        jobs.Manager.Submit(JobSystem.Job("waiting"));
        jobs.Start();
        await started.Task;

        await jobs.StopAsync();

        Assert.Equal("The server ended while this job ran; submit it again.", jobs.Store.Get("running").Message);
        Assert.Equal("The server ended before this job started; submit it again.", jobs.Store.Get("waiting").Message);
        Assert.All(jobs.Store.List(9), job => Assert.Equal((JobState.Interrupted, "SERVER_ENDED"), (job.State, job.Reason)));
        Assert.Equal(0, jobs.Store.ActiveCount);
    }

    public static TheoryData<string, string, string> Failures => new()
    {
        { "told", "BANDS_MISSING", "The image has no B11; choose another." },
        { "disk", "DISK_FULL", "The server's disk is full, so the results of this job could not be written" },
        { "bug", "INTERNAL", "The job failed for an unexpected reason, which the server's log names; please report it." },
        { "bugged cancel", "INTERNAL", "The job failed for an unexpected reason" },
        { "no file", "ARTIFACT_MISSING", "The analysis did not leave 'other.txt'; run it again." },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Every_failure_ends_in_a_reason_and_a_sentence_and_leaves_no_files(string failure, string reason, string message)
    {
        using var folder = new TemporaryFolder();
        await using var jobs = new JobSystem(folder);
        jobs.Executor.Work = (_, output, _, _) =>
        {
            DelegateExecutor.OneFile(output, "half");
            return failure switch
            {
                "told" => throw new JobException(reason, message),
                "disk" => throw new IOException("No space left on device", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28),
                "bug" => throw new InvalidOperationException("/home/someone/secret"),
                "bugged cancel" => throw new OperationCanceledException("nobody asked"),
                _ => Task.FromResult(new JobResult([new ProducedFile("other.txt", "summary", "text/plain", "Other")], "")),
            };
        };

        JobRecord job = await RunAsync(jobs, "a");

        Assert.Equal((JobState.Failed, reason), (job.State, job.Reason));
        Assert.StartsWith(message, job.Message, StringComparison.Ordinal);
        Assert.Empty(job.Artifacts);
        await jobs.StopAsync();
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["data/artefacts"]));
    }

    [Fact]
    public async Task A_title_and_a_request_of_any_text_come_back_as_they_were()
    {
        using var folder = new TemporaryFolder();
        await using var jobs = new JobSystem(folder);
        byte[] request = [0, 255, .. Encoding.UTF8.GetBytes("सौर ☀ '; DROP TABLE jobs; --")];
        jobs.Store.Create(new NewJob("a", "सौर ☀ '; DROP TABLE jobs; --", "segmentation", request));
        await using var after = new JobSystem(folder);
        Assert.Equal("सौर ☀ '; DROP TABLE jobs; --", after.Store.Get("a").Title);
        Assert.Equal(request, after.Store.Get("a").Request.ToArray());
    }

    private static async Task<JobRecord> RunAsync(JobSystem jobs, string id)
    {
        jobs.Manager.Submit(JobSystem.Job(id));
        jobs.Start();
        return await jobs.EndOfAsync(id);
    }
}
