// SPDX-License-Identifier: MIT
namespace SolarGis.Jobs.Tests.Support;

/// <summary>An executor that does what the test says.</summary>
internal sealed class DelegateExecutor : IJobExecutor
{
    public delegate Task<JobResult> Execution(JobRecord job, string outputFolder, Action<JobProgress> progress, CancellationToken cancel);

    /// <summary>What happens; by default a job leaves one file, "result.txt", that holds its id.</summary>
    public Execution Work { get; set; } = (job, folder, _, _) => Task.FromResult(OneFile(folder, job.Id));

    public Task<JobResult> ExecuteAsync(JobRecord job, string outputFolder, Action<JobProgress> progress, CancellationToken cancel) =>
        Work(job, outputFolder, progress, cancel);

    /// <summary>Works until the job is told to end.</summary>
    public static async Task<JobResult> UntilCancelled(CancellationToken cancel)
    {
        await Task.Delay(Timeout.Infinite, cancel);
        throw new InvalidOperationException("nothing ends it but the token");
    }

    public static JobResult OneFile(string folder, string content)
    {
        File.WriteAllText(Path.Combine(folder, "result.txt"), content);
        return new JobResult([new ProducedFile("result.txt", "summary", "text/plain", "The result")], """{"done":true}""");
    }
}
