// SPDX-License-Identifier: MIT
using System.CommandLine;
using SolarGis.Server.Client;
using SolarGis.Server.Commands.Output;
using SolarGis.V1;

namespace SolarGis.Server.Commands;

/// <summary><c>solargis jobs cancel</c>.</summary>
internal sealed class JobCancelCommand : JobCommand
{
    public JobCancelCommand() : base("cancel", "Cancels a job; its engine stops within seconds. A job that has ended stays as it is.") => AddCommonOptions();

    protected override async Task<int> RunAsync(ParseResult arguments, string jobId, ServerConnection connection, Reporter reporter, CancellationToken cancel)
    {
        Show(reporter, await connection.Analysis.CancelJobAsync(new CancelJobRequest { JobId = jobId }, deadline: Deadline, cancellationToken: cancel));
        return ExitCode.Success;
    }
}
