// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Globalization;
using SolarGis.Server.Client;
using SolarGis.Server.Commands.Output;
using SolarGis.V1;
using Spectre.Console;

namespace SolarGis.Server.Commands;

/// <summary><c>solargis models</c>: the models there are, or one in full.</summary>
internal sealed class ModelsCommand : ClientCommand
{
    private readonly Argument<string?> name = new("MODEL")
    {
        Description = "Describe this one: \"name\" or \"name@version\". Without it: list all.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public ModelsCommand() : base("models", "Lists the models that the server offers, or describes one: its bands, resolution, licence and what was measured of it.")
    {
        Arguments.Add(name);
        AddCommonOptions();
        Examples = [("solargis models", "All of them; * is the default"), ("solargis models solar-unet", "One in full")];
    }

    protected override async Task<int> RunAsync(ParseResult arguments, Reporter reporter, CancellationToken cancel)
    {
        using ServerConnection connection = await ConnectAsync(arguments, reporter, cancel);
        DateTime deadline = DateTime.UtcNow + ServerConnection.CallTimeout;
        if (arguments.GetValue(name) is string one)
        {
            Model model = await connection.Models.DescribeModelAsync(new DescribeModelRequest { Model = one }, deadline: deadline, cancellationToken: cancel);
            Describe(reporter, model);
            reporter.Document(model.ToJson());
            return ExitCode.Success;
        }
        ListModelsResponse all = await connection.Models.ListModelsAsync(new ListModelsRequest(), deadline: deadline, cancellationToken: cancel);
        var table = new Table().Border(TableBorder.Rounded).AddColumns("", "model", "version", "kind", "bands", "m", "summary");
        foreach (Model model in all.Models)
            table.AddRow([.. ((string[])[
                model.IsDefault ? "*" : "", model.Name, model.Version, model.Kind, $"{model.Bands.Count}",
                model.GroundSamplingDistanceM.ToString("0.#", CultureInfo.InvariantCulture), model.Summary]).Select(Markup.Escape)]);
        reporter.Show(table);
        reporter.Document(all.Models.ToJson());
        return ExitCode.Success;
    }

    private static void Describe(Reporter reporter, Model model)
    {
        reporter.Line($"{model.Name} {model.Version}{(model.IsDefault ? " (default)" : "")}");
        reporter.Line(model.Summary);
        reporter.Line(string.Create(CultureInfo.InvariantCulture, $"  kind {model.Kind}, licence {model.Licence}, {model.GroundSamplingDistanceM:0.#} m pixels, patch {model.PatchSize}, stride {model.Stride}, halo {model.Halo}"));
        reporter.Line($"  bands {string.Join(", ", model.Bands.Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Role} ({b.WavelengthNm:0} nm)")))}");
        reporter.Line($"  gradient methods {(model.SupportsGradients ? "work" : "do not work (forward-only)")}");
        reporter.Line($"  sha256 {model.Sha256}");
    }
}
