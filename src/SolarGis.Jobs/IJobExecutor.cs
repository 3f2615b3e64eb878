// SPDX-License-Identifier: MIT
namespace SolarGis.Jobs;

/// <summary>Does the work of one job at a time.</summary>
public interface IJobExecutor
{
    /// <summary>Runs a job; returns only when nothing works on it any more.</summary>
    /// <param name="job">The job.</param>
    /// <param name="outputFolder">An empty folder that exists.</param>
    /// <param name="progress">Told of progress, from any thread.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="JobException">The job failed; the message goes to the client.</exception>
    /// <exception cref="ExecutorDiedException">The executor ended in mid-job; the job may be tried once more.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was set.</exception>
    Task<JobResult> ExecuteAsync(JobRecord job, string outputFolder, Action<JobProgress> progress, CancellationToken cancel);
}
