// SPDX-License-Identifier: MIT
using CsCheck;
using SolarGis.Jobs.Tests.Support;

namespace SolarGis.Jobs.Tests;

/// <summary>Whatever many clients do at the same time, every job ends once and its files are there exactly when it succeeded.</summary>
public sealed class ManyClientsTests
{
    private static readonly JobState[] Ends = [JobState.Succeeded, JobState.Failed, JobState.Cancelled];

    [Fact]
    public void Every_job_ends_in_one_clear_state() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3]).Array[30].Sample(plans => RunAsync(plans).GetAwaiter().GetResult(), iter: 8, threads: 1);

    private static async Task RunAsync((int Work, int Client)[] plans)
    {
        using var folder = new TemporaryFolder();
        await using var jobs = new JobSystem(folder, capacity: plans.Length);
        jobs.Executor.Work = async (job, output, progress, cancel) =>
        {
            progress(new JobProgress("working", 0.5, "Works."));
            await Task.Yield();
            switch (plans[int.Parse(job.Id, System.Globalization.CultureInfo.InvariantCulture)].Work)
            {
                case 0: throw new JobException("TOLD", "It failed; do something else.");
                case 1 when job.Attempts == 1: throw new ExecutorDiedException("once");
                case 2: throw new ExecutorDiedException("always");
                case 3: cancel.ThrowIfCancellationRequested(); break;
            }
            return DelegateExecutor.OneFile(output, job.Id);
        };
        jobs.Start();

        await Task.WhenAll(plans.Select((plan, i) => Task.Run(async () =>
        {
            string id = $"{i}";
            jobs.Manager.Submit(JobSystem.Job(id));
            if (plan.Client == 1)
                jobs.Manager.Cancel(id);
            JobRecord[] told = await jobs.Watch.WatchAsync(id, 0, TestContext.Current.CancellationToken).ToArrayAsync(TestContext.Current.CancellationToken);
            Assert.Equal(told.Select(job => job.Sequence).Distinct().Order(), told.Select(job => job.Sequence));
            Assert.Contains(told[^1].State, Ends);
            Assert.All(told[..^1], job => Assert.False(job.HasEnded));
            if (plan.Client == 2)
                jobs.Manager.Delete(id);
        })));

        foreach ((int work, int client, int i) in plans.Select((plan, i) => (plan.Work, plan.Client, i)))
        {
            JobRecord? job = jobs.Store.Find($"{i}");
            Assert.Equal(client == 2, job is null);
            Assert.Equal(job?.State == JobState.Succeeded, Directory.Exists(folder[$"data/artefacts/{i}"]));
            if (job is { State: not JobState.Cancelled })
                Assert.Equal(work is 0 or 2 ? JobState.Failed : JobState.Succeeded, job.State);
            if (job?.State == JobState.Cancelled)
                Assert.Equal(1, client);
        }
        Assert.Equal(0, jobs.Store.ActiveCount);
        Assert.Equal(jobs.Store.List(1000).Sum(job => job.Artifacts.Sum(file => file.Size)), jobs.Artifacts.UsedBytes);
        await jobs.StopAsync();
        Assert.Empty(Directory.EnumerateDirectories(folder["data/artefacts"], ".*"));
    }
}
