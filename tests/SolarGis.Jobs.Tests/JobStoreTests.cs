// SPDX-License-Identifier: MIT
using CsCheck;
using SolarGis.Jobs.Tests.Support;

namespace SolarGis.Jobs.Tests;

public sealed class JobStoreTests
{
    [Fact]
    public async Task A_new_job_waits_and_carries_what_was_asked()
    {
        using var folder = new TemporaryFolder();
        await using var jobs = new JobSystem(folder);

        JobRecord job = jobs.Store.Create(JobSystem.Job("a"));

        Assert.Equal((JobState.Queued, 1L, 0, 0d), (job.State, job.Sequence, job.Attempts, job.Fraction));
        Assert.Equal(("a", "Title of a", "segmentation"), (job.Id, job.Title, job.Kind));
        Assert.Equal(jobs.Time.GetUtcNow(), job.Created);
        Assert.Null(job.Started);
        Assert.Null(job.Ended);
        Assert.Equal(1, jobs.Store.ActiveCount);
        Assert.Equal("JOB_EXISTS", Assert.Throws<JobException>(() => jobs.Store.Create(JobSystem.Job("A"))).Reason);
    }

    [Fact]
    public async Task Progress_moves_forward_only_and_only_while_the_job_runs()
    {
        using var folder = new TemporaryFolder();
        await using var jobs = new JobSystem(folder);
        jobs.Store.Create(JobSystem.Job("a"));
        jobs.Store.Report("a", new JobProgress("early", 0.5, "Too early."));
        Assert.Equal(1, jobs.Store.Get("a").Sequence);
        jobs.Store.Change("a", job => job with { State = JobState.Running, Started = jobs.Time.GetUtcNow() });

        foreach (double fraction in (double[])[0.4, 0.2, double.NaN, 7, -1])
            jobs.Store.Report("a", new JobProgress("segmenting", fraction, $"At {fraction}."));

        JobRecord running = jobs.Store.Get("a");
        Assert.Equal((1d, "segmenting", "At -1.", 7L), (running.Fraction, running.Stage, running.Message, running.Sequence));
        jobs.Store.Change("a", job => job with { State = JobState.Failed, Reason = "X", Message = "Because." });
        jobs.Store.Report("a", new JobProgress("late", 0.1, "Too late."));
        Assert.Equal("Because.", jobs.Store.Get("a").Message);
        Assert.Equal(0, jobs.Store.ActiveCount);
    }

    [Fact]
    public async Task What_is_left_follows_from_the_pace_so_far()
    {
        using var folder = new TemporaryFolder();
        await using var jobs = new JobSystem(folder);
        jobs.Store.Create(JobSystem.Job("a"));
        jobs.Store.Change("a", job => job with { State = JobState.Running, Started = jobs.Time.GetUtcNow() });
        jobs.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(jobs.Store.Get("a").Remaining(jobs.Time.GetUtcNow()));
        jobs.Store.Report("a", new JobProgress("segmenting", 0.25, "A quarter."));
        Assert.Equal(TimeSpan.FromSeconds(90), jobs.Store.Get("a").Remaining(jobs.Time.GetUtcNow()));
    }

    [Fact]
    public async Task Lists_are_newest_first_and_paged()
    {
        using var folder = new TemporaryFolder();
        await using var jobs = new JobSystem(folder);
        foreach (string id in (string[])["a", "b", "c", "d"])
            jobs.Store.Create(JobSystem.Job(id));
        jobs.Store.Change("c", job => job with { State = JobState.Cancelled });

        Assert.Equal(["d", "c"], jobs.Store.List(2).Select(job => job.Id));
        Assert.Equal(["b", "a"], jobs.Store.List(2, before: "c").Select(job => job.Id));
        Assert.Empty(jobs.Store.List(2, before: "a"));
        Assert.Equal(JobState.Cancelled, jobs.Store.List(9)[1].State);
        Assert.Equal("JOB_NOT_FOUND", Assert.Throws<JobException>(() => jobs.Store.List(2, before: "z")).Reason);
    }

    [Fact]
    public async Task A_restart_keeps_what_ended_and_says_what_was_interrupted()
    {
        using var folder = new TemporaryFolder();
        await using (var before = new JobSystem(folder))
        {
            foreach (string id in (string[])["done", "running", "waiting"])
                before.Store.Create(JobSystem.Job(id));
            before.Store.Change("done", job => job with
            {
                State = JobState.Succeeded,
                SummaryJson = """{"candidates":3}""",
                Artifacts = [new Artifact("p.tif", "probability", "image/tiff", "Probability", 12, new byte[32])],
            });
            before.Store.Change("running", job => job with { State = JobState.Running, Started = before.Time.GetUtcNow() });
            // Killed: nothing is told to stop.
            await using var after = new JobSystem(folder);

            JobRecord done = after.Store.Get("done");
            Assert.Equal((JobState.Succeeded, """{"candidates":3}""", "p.tif"), (done.State, done.SummaryJson, done.Artifacts.Single().Name));
            foreach ((string id, string message) in (ReadOnlySpan<(string, string)>)
            [
                ("running", "The server ended while this job ran; submit it again."),
                ("waiting", "The server ended before this job started; submit it again."),
            ])
            {
                JobRecord job = after.Store.Get(id);
                Assert.Equal((JobState.Interrupted, "SERVER_ENDED", message), (job.State, job.Reason, job.Message));
                Assert.NotNull(job.Ended);
                Assert.True(job.Sequence > before.Store.Get(id).Sequence);
            }
            Assert.Equal(0, after.Store.ActiveCount);
        }
    }

    [Fact]
    public async Task Only_a_job_that_ended_can_be_deleted_and_its_id_is_free_again()
    {
        using var folder = new TemporaryFolder();
        await using var jobs = new JobSystem(folder);
        jobs.Store.Create(JobSystem.Job("a"));
        Assert.Equal("JOB_ACTIVE", Assert.Throws<JobException>(() => jobs.Store.Delete("a")).Reason);
        jobs.Store.Change("a", job => job with
        {
            State = JobState.Succeeded,
            Artifacts = [new Artifact("old", "summary", "text/plain", "Old", 1, new byte[32])],
        });
        jobs.Store.Delete("a");
        Assert.Equal("JOB_NOT_FOUND", Assert.Throws<JobException>(() => jobs.Store.Get("a")).Reason);
        Assert.Empty(jobs.Store.Create(JobSystem.Job("a")).Artifacts);
        jobs.Store.Change("a", job => job with { State = JobState.Failed });
        Assert.Empty(jobs.Store.Get("a").Artifacts);
    }

    /// <summary>Whatever happens to a job: every change counts one up and is told once; the disk holds what was told.</summary>
    [Fact]
    public void Numbers_grow_by_one_with_every_change_that_is_told() =>
        Gen.Select(Gen.Int[0, 3], Gen.Double[0, 1]).Array[1, 20].Sample(steps =>
        {
            using var folder = new TemporaryFolder();
            var database = new JobDatabase(folder["jobs.sqlite"]);
            var store = new JobStore(database);
            int told = 0;
            store.Changed += _ => told++;
            store.Create(JobSystem.Job("a"));
            double fraction = 0;
            foreach ((int step, double value) in steps)
            {
                JobRecord before = store.Get("a");
                switch (step)
                {
                    case 0:
                        store.Change("a", job => job.State != JobState.Queued ? null : job with { State = JobState.Running });
                        break;
                    case 1:
                        store.Report("a", new JobProgress("works", value, "Works."));
                        break;
                    case 2:
                        store.Change("a", _ => null);
                        break;
                    case 3:
                        store.Change("a", job => job.State != JobState.Running || value < 0.8 ? null : job with { State = JobState.Succeeded });
                        break;
                }
                JobRecord after = store.Get("a");
                Assert.Equal(told, after.Sequence);
                Assert.InRange(after.Sequence - before.Sequence, 0, 1);
                Assert.True(after.Fraction >= fraction);
                Assert.Equal(after.HasEnded, after.Ended is not null);
                fraction = after.Fraction;
            }
            JobRecord last = store.Get("a");
            Assert.Equal(last.HasEnded ? last.State : JobState.Interrupted, new JobStore(database).Get("a").State);
            database.Release();
        }, iter: 30, threads: 1);
}
