// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Text.Json.Nodes;
using SolarGis.Server.Client;
using SolarGis.Server.Commands.Input;
using SolarGis.Server.Commands.Output;
using SolarGis.V1;

namespace SolarGis.Server.Commands;

/// <summary><c>solargis segment</c>: a region in, probability and polygons out.</summary>
internal sealed class SegmentCommand : ClientCommand
{
    private readonly ImageOptions image = new();
    private readonly RegionOptions region = new();
    private readonly PolygonSettings polygons = new();
    private readonly Option<string?> model = ModelOption();
    private readonly Option<string> output = Input.Arguments.OutFolder("solargis-output");

    public SegmentCommand() : base("segment", """
        Finds solar farms in Sentinel-2 imagery: a probability raster (COG) and candidate polygons (GeoPackage, shapefile).

        The image needs the bands of the model (see "solargis models"), which the ten 10 m and 20 m bands of a Sentinel-2 Level-2A
        product hold. Ctrl-C cancels the job on the server, a second Ctrl-C leaves at once.
        """)
    {
        image.AddTo(this);
        region.AddTo(this);
        Options.Add(model);
        polygons.AddTo(this);
        Options.Add(output);
        AddCommonOptions();
        Examples =
        [
            ("solargis segment scene.tif --out farms", "The whole image"),
            ("solargis segment scene.tif --extent 77.1,14.2,77.3,14.4 --epsg 4326 --out farms", "A rectangle in longitude and latitude"),
            ("solargis segment B*.jp2 --aoi district.gpkg --offset -0.1 --out farms", "Separate band files of a product since baseline 04.00, inside a polygon"),
            ("solargis segment stack.tif --band B2=1 --band B3=2 --threshold 0.7 --min-area 5000 --out farms --json", "Bands named by hand, a stricter threshold, a result for scripts"),
        ];
    }

    /// <summary>Which model runs.</summary>
    public static Option<string?> ModelOption() => new("--model")
    {
        Description = "Model as \"name\" or \"name@version\"; see \"solargis models\". Default: the server's default model.",
        HelpName = "NAME",
    };

    protected override async Task<int> RunAsync(ParseResult arguments, Reporter reporter, CancellationToken cancel)
    {
        string folder = arguments.GetRequiredValue(output);
        OutputFolder.Prepare(folder);
        using ServerConnection connection = await ConnectAsync(arguments, reporter, cancel);
        (SubmitRequest request, Job job, IReadOnlyList<string> files) = await reporter.WithProgressAsync(async progress =>
        {
            var work = new SegmentationRequest
            {
                Image = await image.ReadAsync(arguments, connection, progress, cancel),
                Model = arguments.GetValue(model) ?? "",
                Polygons = polygons.Read(arguments),
            };
            work.Region = await region.ReadAsync(arguments, async () => (await ImageGrid.OfAsync(connection, work.Image, cancel)).Epsg);
            var submit = new SubmitRequest { JobId = JobRun.NewId("segment"), Title = "Command line: segment", Segmentation = work };
            (Job done, IReadOnlyList<string> names) = await new JobRun(connection, reporter).RunAsync(submit, folder, progress, cancel);
            return (submit, done, names);
        });
        RunRecord.Write(folder, request);
        CandidateTable? candidates = CandidateTable.Of(job, folder);
        candidates?.Show(reporter);
        FileList.Show(reporter, job, folder);
        if (candidates is { Rows.Count: > 0 })
            reporter.Line($"Why? solargis explain --from {folder} --candidate {candidates.Ranked.First().Number}");
        reporter.Document(new JsonObject
        {
            ["job"] = job.ToJson(),
            ["candidates"] = candidates?.ToJson(),
            ["files"] = FileList.ToJson(files),
        });
        return ExitCode.Success;
    }
}
