// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Text.Json.Nodes;
using SolarGis.Server.Client;
using SolarGis.Server.Commands.Output;
using SolarGis.V1;

namespace SolarGis.Server.Commands;

/// <summary><c>solargis jobs fetch</c>: the files of a job that has ended.</summary>
internal sealed class JobFetchCommand : JobCommand
{
    private readonly Option<string> output = Input.Arguments.OutFolder("solargis-output");

    public JobFetchCommand() : base("fetch", "Downloads the files of a job that succeeded; a download that was broken off goes on where it stopped.")
    {
        Options.Add(output);
        AddCommonOptions();
    }

    protected override async Task<int> RunAsync(ParseResult arguments, string jobId, ServerConnection connection, Reporter reporter, CancellationToken cancel)
    {
        string folder = arguments.GetRequiredValue(output);
        Job job = await connection.Analysis.GetJobAsync(new GetJobRequest { JobId = jobId }, deadline: Deadline, cancellationToken: cancel);
        if (!JobFollower.HasEnded(job))
            throw ClientException.Refused("JOB_NOT_ENDED", $"Job {jobId} has not ended; follow it with \"solargis jobs watch {jobId}\".");
        JobRun.ThrowUnlessSucceeded(job);
        IReadOnlyList<string> files = await reporter.WithProgressAsync(progress => new JobRun(connection, reporter).DownloadAsync(job, folder, progress, cancel));
        FileList.Show(reporter, job, folder);
        reporter.Document(new JsonObject { ["job"] = ProtoJson.ToJson(job), ["files"] = FileList.ToJson(files) });
        return ExitCode.Success;
    }
}
