// SPDX-License-Identifier: MIT
using System.CommandLine;
using SolarGis.Server.Client;
using SolarGis.Server.Commands.Output;
using SolarGis.V1;

namespace SolarGis.Server.Commands;

/// <summary><c>solargis jobs delete</c>.</summary>
internal sealed class JobDeleteCommand : JobCommand
{
    public JobDeleteCommand() : base("delete", "Deletes a job that has ended, with its files on the server. Files that were downloaded stay.") => AddCommonOptions();

    protected override async Task<int> RunAsync(ParseResult arguments, string jobId, ServerConnection connection, Reporter reporter, CancellationToken cancel)
    {
        await connection.Analysis.DeleteJobAsync(new DeleteJobRequest { JobId = jobId }, deadline: Deadline, cancellationToken: cancel);
        reporter.Line($"Deleted {jobId}.");
        reporter.Document(new System.Text.Json.Nodes.JsonObject { ["deleted"] = jobId });
        return ExitCode.Success;
    }
}
