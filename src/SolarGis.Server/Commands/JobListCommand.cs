// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using SolarGis.Server.Client;
using SolarGis.Server.Commands.Output;
using SolarGis.V1;
using Spectre.Console;

namespace SolarGis.Server.Commands;

/// <summary><c>solargis jobs list</c>.</summary>
internal sealed class JobListCommand : ClientCommand
{
    private readonly Option<int> count = new("--count", "-n")
    {
        Description = "How many, the newest first, 1 to 1000.",
        DefaultValueFactory = _ => 20,
        HelpName = "N",
    };

    public JobListCommand() : base("list", "Lists the server's jobs, newest first; times are this computer's.")
    {
        Options.Add(count);
        Validators.Add(result =>
        {
            if (result.GetResult(count) is not null && result.GetValue(count) is < 1 or > 1000)
                result.AddError("--count must be 1 to 1000.");
        });
        AddCommonOptions();
        Examples = [("solargis jobs list -n 5", "The last five")];
    }

    protected override async Task<int> RunAsync(ParseResult arguments, Reporter reporter, CancellationToken cancel)
    {
        using ServerConnection connection = await ConnectAsync(arguments, reporter, cancel);
        ListJobsResponse all = await connection.Analysis.ListJobsAsync(new ListJobsRequest { PageSize = (uint)arguments.GetValue(count) },
            deadline: DateTime.UtcNow + ServerConnection.CallTimeout, cancellationToken: cancel);
        var table = new Table().Border(TableBorder.Rounded).AddColumns("job", "kind", "state", "done", "created", "message");
        foreach (Job job in all.Jobs)
            table.AddRow([.. ((string[])[
                job.JobId, job.Kind, job.State.ToWord(), job.Fraction.ToString("P0", CultureInfo.InvariantCulture),
                job.Created?.ToDateTime().ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "", job.Message]).Select(Markup.Escape)]);
        reporter.Show(table);
        reporter.Document(new JsonArray([.. all.Jobs.Select(ProtoJson.ToJson)]));
        return ExitCode.Success;
    }
}
