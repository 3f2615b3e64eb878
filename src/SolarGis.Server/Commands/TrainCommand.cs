// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Globalization;
using SolarGis.Jobs;
using SolarGis.Models;
using SolarGis.Models.Packages;
using SolarGis.Server.Commands.Output;
using SolarGis.Server.Engine;
using SolarGis.Training;
using SolarGis.Training.Fitting;
using Spectre.Console;

namespace SolarGis.Server.Commands;

/// <summary><c>solargis train</c>: a model from simulated scenes.</summary>
internal sealed class TrainCommand : TeachingCommand
{
    private readonly Option<string> name = new("--name") { Description = "Name of the model.", DefaultValueFactory = _ => DefaultModelRecipe.Name };
    private readonly Option<string> version = new("--version") { Description = "Version of the model.", DefaultValueFactory = _ => DefaultModelRecipe.Version };
    private readonly Option<string> output = new("--out", "-o")
    {
        Description = "Folder that the model's own folder is made in; the server finds models in the folder \"models\" of its data.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => new DataFolder(Environment.GetEnvironmentVariable("SOLARGIS__DATA") is { Length: > 0 } folder ? folder : DataFolder.DefaultRoot).Models,
    };
    private readonly Option<int> steps = new("--steps") { Description = "Steps of the optimiser.", DefaultValueFactory = _ => DefaultModelRecipe.Options.Steps };
    private readonly Option<int> seed = new("--seed") { Description = "Decides scenes, augmentation and first weights.", DefaultValueFactory = _ => (int)DefaultModelRecipe.Options.Seed };
    private readonly Option<string?> checkpoint = new("--checkpoint") { Description = "Folder for the state of the training; it goes on from there when started again.", HelpName = "FOLDER" };

    public TrainCommand() : base("train", """
        Trains a model on simulated scenes and measures it on others that it has never seen.

        With no options it repeats the training of the bundled model. A step takes about a second on two cores.
        """)
    {
        foreach (Option option in (Option[])[name, version, output, steps, seed, checkpoint]) Options.Add(option);
        Validators.Add(result =>
        {
            // Defaults are not there yet when a command line is checked.
            if (result.GetResult(steps) is { Implicit: false } && result.GetValue(steps) < 1) result.AddError("--steps must be at least 1.");
            if (result.GetResult(seed) is { Implicit: false } && result.GetValue(seed) < 0) result.AddError("--seed must be 0 or more.");
        });
        Examples =
        [
            ("solargis train --version 0.1.0-again --checkpoint training", "The bundled model once more, able to go on after an interruption"),
            ("solargis train --name small-try --version 1 --steps 100", "A quick try"),
        ];
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancel)
    {
        if (!TensorEnvironment.IsSet) return await TensorEnvironment.RunAgainAsync();
        var reporter = new Reporter(arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error, json: false);
        string label = $"{arguments.GetRequiredValue(name)}-{arguments.GetRequiredValue(version)}";
        string folder = Path.GetFullPath(Path.Combine(arguments.GetRequiredValue(output), label));
        try
        {
            if (Path.Exists(folder)) throw new ModelException("MODEL_EXISTS", $"There is a model at {folder} already; choose another --version or --out.");
            OutputFolder.Prepare(arguments.GetRequiredValue(output));
            // Tensor work belongs on one thread from start to end.
            return await OwnThread.Run(() => Train(arguments, folder, reporter, cancel));
        }
        catch (OperationCanceledException)
        {
            return reporter.Fail(ExitCode.Cancelled, "CANCELLED", arguments.GetValue(checkpoint) is null ? "Cancelled." : "Cancelled; the same command goes on from the checkpoint.");
        }
        catch (ModelException e)
        {
            return reporter.Fail(ExitCode.Refused, e.Reason, e.Message);
        }
        catch (Client.ClientException e)
        {
            return reporter.Fail(e.ExitCode, e.Reason, e.Message);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return reporter.Fail(ExitCode.Failed, "TRAINING_FAILED", e.Message);
        }
    }

    private int Train(ParseResult arguments, string folder, Reporter reporter, CancellationToken cancel)
    {
        TrainingOptions options = DefaultModelRecipe.Options with
        {
            Steps = arguments.GetRequiredValue(steps),
            Seed = (ulong)arguments.GetRequiredValue(seed),
            CheckpointFolder = arguments.GetValue(checkpoint),
        };
        using TrainingResult result = new Trainer(options).Train(new Steps(reporter), cancel);
        ModelPackage package = ModelPackage.Save(
            folder, result.Network, DefaultModelRecipe.Describe(arguments.GetRequiredValue(name), arguments.GetRequiredValue(version), result.Report));
        File.WriteAllText(Path.Combine(folder, "training.json"), result.Report.ToJson());
        var table = new Table().Border(TableBorder.Rounded).AddColumns("measured", "value", "on");
        foreach (ModelScore score in package.Manifest.Scores)
            table.AddRow(Markup.Escape(score.Name), score.Value.ToString("0.####", CultureInfo.InvariantCulture), Markup.Escape(score.On));
        reporter.Show(table);
        reporter.Line($"The model lies in {folder}.");
        return ExitCode.Success;
    }

    private sealed class Steps(Reporter reporter) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            string scores = value.HeldOut is { } held ? string.Create(CultureInfo.InvariantCulture, $", held-out IoU {held.PixelIoU:0.000}, false positives {held.FalsePositiveRate:0.00%}") : "";
            reporter.Note(string.Create(CultureInfo.InvariantCulture, $"step {value.Step} of {value.Steps}, loss {value.Loss:0.000}{scores}"));
        }
    }
}
