// SPDX-License-Identifier: MIT
using System.CommandLine;
using SolarGis.Server.Client;
using SolarGis.Server.Commands.Output;
using SolarGis.V1;

namespace SolarGis.Server.Commands;

/// <summary><c>solargis methods</c>: the attribution methods and their options.</summary>
internal sealed class MethodsCommand : ClientCommand
{
    private readonly Option<string?> model = SegmentCommand.ModelOption();

    public MethodsCommand() : base("methods", "Lists the attribution methods of \"solargis explain\", what each shows, and its options with their defaults.")
    {
        Options.Add(model);
        AddCommonOptions();
        Examples = [("solargis methods", "What can --method be?")];
    }

    protected override async Task<int> RunAsync(ParseResult arguments, Reporter reporter, CancellationToken cancel)
    {
        using ServerConnection connection = await ConnectAsync(arguments, reporter, cancel);
        ListMethodsResponse all = await connection.Analysis.ListMethodsAsync(new ListMethodsRequest { Model = arguments.GetValue(model) ?? "" },
            deadline: DateTime.UtcNow + ServerConnection.CallTimeout, cancellationToken: cancel);
        foreach (Method method in all.Methods.OrderByDescending(m => m.Recommended))
        {
            reporter.Line($"{method.Name}: {method.Title}{(method.Recommended ? " (recommended)" : "")}{(method.Available ? "" : " (not for this model)")}");
            reporter.Line($"  {method.Description}");
            foreach (MethodOption option in method.Options)
                reporter.Line($"  --option {option.Name}={option.DefaultValue}{(option.Choices.Count > 0 ? $" ({string.Join(", ", option.Choices)})" : "")}  {option.Description}");
            reporter.Line();
        }
        reporter.Document(all.Methods.ToJson());
        return ExitCode.Success;
    }
}
