// SPDX-License-Identifier: MIT
using System.CommandLine;
using SolarGis.Server.Client;
using SolarGis.Server.Commands.Output;
using SolarGis.V1;

namespace SolarGis.Server.Commands;

/// <summary><c>solargis jobs show</c>.</summary>
internal sealed class JobShowCommand : JobCommand
{
    public JobShowCommand() : base("show", "Shows one job: its state, message and files.") => AddCommonOptions();

    protected override async Task<int> RunAsync(ParseResult arguments, string jobId, ServerConnection connection, Reporter reporter, CancellationToken cancel)
    {
        Show(reporter, await connection.Analysis.GetJobAsync(new GetJobRequest { JobId = jobId }, deadline: Deadline, cancellationToken: cancel));
        return ExitCode.Success;
    }
}
