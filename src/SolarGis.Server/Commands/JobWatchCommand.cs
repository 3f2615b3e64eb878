// SPDX-License-Identifier: MIT
using System.CommandLine;
using SolarGis.Server.Client;
using SolarGis.Server.Commands.Output;
using SolarGis.V1;

namespace SolarGis.Server.Commands;

/// <summary><c>solargis jobs watch</c>.</summary>
internal sealed class JobWatchCommand : JobCommand
{
    public JobWatchCommand() : base("watch", "Follows a job to its end; Ctrl-C stops following and leaves the job alone.") => AddCommonOptions();

    protected override async Task<int> RunAsync(ParseResult arguments, string jobId, ServerConnection connection, Reporter reporter, CancellationToken cancel)
    {
        Job job = await reporter.WithProgressAsync(progress => new JobFollower(connection).WatchAsync(jobId, j => progress.Report(JobRun.ToStep(j)), cancel));
        JobRun.ThrowUnlessSucceeded(job);
        Show(reporter, job);
        return ExitCode.Success;
    }
}
