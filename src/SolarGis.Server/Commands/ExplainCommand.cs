// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Text.Json.Nodes;
using SolarGis.Server.Client;
using SolarGis.Server.Commands.Input;
using SolarGis.Server.Commands.Output;
using SolarGis.V1;

namespace SolarGis.Server.Commands;

/// <summary><c>solargis explain</c>: why the model says so, for one polygon.</summary>
internal sealed class ExplainCommand : ClientCommand
{
    private readonly ImageOptions image = new(required: false);
    private readonly SubjectOptions subject = new();
    private readonly ExplanationSettings settings = new();
    private readonly Option<string?> model = SegmentCommand.ModelOption();
    private readonly Option<string> output = Input.Arguments.OutFolder("solargis-explanation");

    public ExplainCommand() : base("explain", """
        Explains polygons: which pixels and bands carry the model's answer there. Leaves attribution rasters (COG), certificates (JSON) and tables (GeoPackage, CSV).

        The polygon is a candidate of a run, any polygon of a file ("why not here?"), or a point and its neighbour pixels. The certificate says
        method, baseline, f(x), f(baseline), how complete the explanation is, and what it cost.
        """)
    {
        image.AddTo(this);
        subject.AddTo(this);
        Options.Add(model);
        settings.AddTo(this);
        Options.Add(output);
        AddCommonOptions();
        Examples =
        [
            ("solargis explain --from farms --candidate 1 --out why-1", "A candidate of \"solargis segment ... --out farms\""),
            ("solargis explain scene.tif --polygon drawn.gpkg:3 --method saliency --out why", "The third polygon of a file, by gradient saliency"),
            ("solargis explain scene.tif --point 77.21,14.25 --epsg 4326 --option steps=100 --out why", "The pixels around a point, with 100 steps"),
        ];
    }

    protected override async Task<int> RunAsync(ParseResult arguments, Reporter reporter, CancellationToken cancel)
    {
        string folder = arguments.GetRequiredValue(output);
        OutputFolder.Prepare(folder);
        using ServerConnection connection = await ConnectAsync(arguments, reporter, cancel);
        (Job job, IReadOnlyList<string> files) = await reporter.WithProgressAsync(async progress =>
        {
            ExplanationRequest work = settings.Read(arguments);
            SegmentationRequest? run = subject.ReadRun(arguments);
            work.Image = run?.Image ?? await image.ReadAsync(arguments, connection, progress, cancel);
            if (run is not null && connection.IsLocal) await AllowAsync(connection, work.Image, cancel);
            work.Model = arguments.GetValue(model) ?? run?.Model ?? "";
            work.Subjects.Add(await subject.ReadAsync(arguments, () => ImageGrid.OfAsync(connection, work.Image, cancel)));
            return await new JobRun(connection, reporter).RunAsync(
                new SubmitRequest { JobId = JobRun.NewId("explain"), Title = "Command line: explain", Explanation = work }, folder, progress, cancel);
        });
        ExplanationView.Show(reporter, job);
        FileList.Show(reporter, job, folder);
        reporter.Document(new JsonObject { ["job"] = job.ToJson(), ["files"] = FileList.ToJson(files) });
        return ExitCode.Success;
    }

    /// <summary>A server that was started since the run knows nothing of its folders.</summary>
    private static async Task AllowAsync(ServerConnection connection, Image image, CancellationToken cancel)
    {
        foreach (string folder in image.Files.Where(f => f.HasPath).Select(f => Path.GetDirectoryName(f.Path)!).Distinct())
            await connection.System.AllowFolderAsync(new AllowFolderRequest { Folder = folder },
                deadline: DateTime.UtcNow + ServerConnection.CallTimeout, cancellationToken: cancel);
    }
}
