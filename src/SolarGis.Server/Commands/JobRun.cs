// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SolarGis.Server.Client;
using SolarGis.Server.Commands.Output;
using SolarGis.V1;

namespace SolarGis.Server.Commands;

/// <summary>One job from request to files: submit, follow, download. Ctrl-C cancels the job, a second one leaves at once.</summary>
/// <param name="connection">The server.</param>
/// <param name="reporter">Where words go.</param>
internal sealed class JobRun(ServerConnection connection, Reporter reporter)
{
    /// <summary>An id that nobody else has: the kind, the day and random letters.</summary>
    public static string NewId(string kind) => $"{kind}-{DateTime.UtcNow:yyyyMMdd-HHmmss}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";

    /// <summary>Runs the job; the files are in the folder when this returns.</summary>
    /// <exception cref="ClientException">The job failed or was cancelled.</exception>
    public async Task<(Job Job, IReadOnlyList<string> Files)> RunAsync(
        SubmitRequest request, string folder, IProgress<ProgressStep> progress, CancellationToken cancel)
    {
        await connection.Analysis.SubmitAsync(request, deadline: DateTime.UtcNow + ServerConnection.CallTimeout, cancellationToken: cancel);
        using var secondInterrupt = LeaveAtSecondInterrupt(request.JobId);
        Job job = await new JobFollower(connection).FollowAsync(request.JobId, j => progress.Report(ToStep(j)), cancel);
        ThrowUnlessSucceeded(job);
        return (job, await DownloadAsync(job, folder, progress, cancel));
    }

    /// <summary>Downloads a finished job's files.</summary>
    public async Task<IReadOnlyList<string>> DownloadAsync(Job job, string folder, IProgress<ProgressStep> progress, CancellationToken cancel)
    {
        var downloader = new ArtifactDownloader(connection);
        double total = Math.Max(1, job.Artifacts.Sum(a => (double)a.Size));
        double before = 0;
        List<string> files = [];
        foreach (Artifact artifact in job.Artifacts)
        {
            files.Add(await downloader.DownloadAsync(job.JobId, artifact, folder, have => progress.Report(new ProgressStep("downloading", (before + have) / total)), cancel));
            before += artifact.Size;
        }
        return files;
    }

    /// <summary>A job's state as progress.</summary>
    public static ProgressStep ToStep(Job job) => job.State == Job.Types.State.Queued
        ? new ProgressStep(job.QueuePosition > 1 ? $"waiting, number {job.QueuePosition} in the queue" : "waiting", 0)
        : new ProgressStep(job.Stage.Length > 0 ? job.Stage : job.State.ToWord(), job.Fraction, job.Message);

    /// <summary>What an end other than success means to the shell.</summary>
    public static void ThrowUnlessSucceeded(Job job)
    {
        if (job.State == Job.Types.State.Succeeded) return;
        string reason = job.Reason.Length > 0 ? job.Reason : $"JOB_{job.State.ToWord().ToUpperInvariant()}";
        throw job.State switch
        {
            Job.Types.State.Cancelled => new ClientException(ExitCode.Cancelled, reason, $"Job {job.JobId} was cancelled."),
            Job.Types.State.Interrupted => new ClientException(ExitCode.Failed, reason, Or(job.Message, $"The server ended while job {job.JobId} ran; run it again.")),
            Job.Types.State.Failed => new ClientException(ExitCode.Failed, reason, Or(job.Message, $"Job {job.JobId} failed without saying why; look at the server's log.")),
            _ => new ClientException(ExitCode.Cancelled, reason, $"Job {job.JobId} was asked to stop and has not ended yet; see \"solargis jobs show {job.JobId}\"."),
        };
    }

    private static string Or(string message, string otherwise) => message.Length > 0 ? message : otherwise;

    private PosixSignalRegistration LeaveAtSecondInterrupt(string jobId)
    {
        int count = 0;
        return PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            if (Interlocked.Increment(ref count) == 1)
            {
                reporter.Note("Cancelling; press Ctrl-C again to leave at once.");
                return;
            }
            reporter.Note($"Left; see \"solargis jobs show {jobId}\".");
            Environment.Exit(ExitCode.Cancelled);
        });
    }
}
