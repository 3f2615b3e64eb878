// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using SolarGis.Analysis.Demo;
using SolarGis.Imagery;
using SolarGis.Server.Client;
using SolarGis.Server.Commands.Input;
using SolarGis.Server.Commands.Output;
using SolarGis.V1;
using Spectre.Console;

namespace SolarGis.Server.Commands;

/// <summary><c>solargis demo</c>: the whole way once, on a scene whose farms are known.</summary>
internal sealed class DemoCommand : ClientCommand
{
    private static readonly string[] Methods = ["integrated_gradients", "occlusion", "exact_shapley"];

    private readonly Argument<FileInfo> raster = new Argument<FileInfo>("RASTER")
    {
        Description = "A Sentinel-2 image with the ten bands of 10 and 20 m; simulated farms are put into it. Default: the real town of SOLARGIS_SHARED_DATA where that is set, else a simulated scene.",
        Arity = ArgumentArity.ZeroOrOne,
    }.AcceptExistingOnly();

    private readonly Option<double?> offset = Input.Arguments.Number("--offset", "Reflectance added to every pixel of RASTER; -0.1 for Sentinel-2 processing baseline 04.00 and later. Default: from metadata, else 0.", _ => true, "in reflectance");
    private readonly Option<int> seed = new("--seed") { Description = "Another number, other farms.", DefaultValueFactory = _ => 7 };
    private readonly Option<string> output = Input.Arguments.OutFolder("solargis-demo");

    public DemoCommand() : base("demo", """
        Finds the farms of a scene whose farms are known, compares, and explains the best and the worst candidate.

        Starts this computer's server where it does not run, and leaves scene, rasters, polygons and a picture (overview.png) in the folder.
        """)
    {
        Arguments.Add(raster);
        Options.Add(offset);
        Options.Add(seed);
        Options.Add(output);
        AddCommonOptions();
        Examples =
        [
            ("solargis demo", "A scene at hand"),
            ("solargis demo scene.tif --offset -0.1 --out my-demo", "Simulated farms in your own image"),
        ];
    }

    protected override async Task<int> RunAsync(ParseResult arguments, Reporter reporter, CancellationToken cancel)
    {
        string folder = Path.GetFullPath(arguments.GetRequiredValue(output));
        OutputFolder.Prepare(folder);
        DemoScene scene = MakeScene(arguments, folder);
        using ServerConnection connection = await ConnectAsync(arguments, reporter, cancel);
        var run = new JobRun(connection, reporter);
        (CandidateTable found, Job explained) = await reporter.WithProgressAsync(async progress =>
        {
            var image = new Image { Files = { await new RasterLocator(connection).LocateAsync(scene.Path, progress, cancel) } };
            var segment = new SubmitRequest { JobId = JobRun.NewId("demo"), Title = "Demo: segment", Segmentation = new SegmentationRequest { Image = image } };
            (Job job, _) = await run.RunAsync(segment, folder, progress, cancel);
            RunRecord.Write(folder, segment);
            CandidateTable candidates = CandidateTable.Of(job, folder)!;
            if (candidates.Rows.Count == 0) return (candidates, new Job());
            (Job explanation, _) = await run.RunAsync(Explain(image, PolygonFile.ReadSubjects(Path.Combine(folder, "candidates.gpkg"), BestAndWorst(candidates))), folder, progress, cancel);
            return (candidates, explanation);
        });

        IReadOnlyList<FarmScore> scores = FarmScore.Match(scene.Farms, [.. found.Rows.Select(row => row.Outline)]);
        string picture = Path.Combine(folder, "overview.png");
        JsonArray explanations = ProtoJson.Parse(explained.SummaryJson)?["explanations"]?.AsArray() ?? [];
        DemoPictures.Write(picture, scene, Path.Combine(folder, "probability.tif"), [.. found.Rows.Select(row => row.Outline)]);
        Show(reporter, scene, found, scores, explanations);
        reporter.Line($"Look at it: {picture}");
        if (explained.Artifacts.FirstOrDefault(artifact => artifact.Role == "overview") is { } why)
            reporter.Line($"And why: {Path.Combine(folder, why.Name)}");
        reporter.Line($"All files: {folder}");
        reporter.Document(ToJson(scene, found, scores, explanations, picture));
        return ExitCode.Success;
    }

    private DemoScene MakeScene(ParseResult arguments, string folder)
    {
        ulong number = (ulong)Math.Max(0, arguments.GetValue(seed));
        if (arguments.GetValue(raster) is FileInfo file)
            return DemoScene.Implant(folder, new ImageRequest([file.FullName]) { Radiometry = new(Offset: arguments.GetValue(offset)) }, number);
        string town = Path.Combine(Environment.GetEnvironmentVariable("SOLARGIS_SHARED_DATA") ?? "", "sentinel2", "brazil_town", "sen2_10band_uint16.tif");
        // The file does not say so, but its pixels carry the offset of processing baseline 04.00.
        return File.Exists(town)
            ? DemoScene.Implant(folder, new ImageRequest([town]) { Radiometry = new(Offset: -0.1) }, number)
            : DemoScene.Simulate(folder, number);
    }

    private static IReadOnlyList<string> BestAndWorst(CandidateTable candidates)
    {
        int[] ranked = [.. candidates.Rows.OrderByDescending(row => row.MeanProbability).Select(row => row.Number)];
        return [.. ((int[])[ranked[0], ranked[^1]]).Distinct().Select(number => number.ToString(CultureInfo.InvariantCulture))];
    }

    private static SubmitRequest Explain(Image image, IReadOnlyList<Subject> subjects)
    {
        var request = new ExplanationRequest { Image = image };
        request.Subjects.Add(subjects);
        request.Methods.Add(Methods.Select(name => new MethodChoice { Name = name }));
        return new SubmitRequest { JobId = JobRun.NewId("demo"), Title = "Demo: explain", Explanation = request };
    }

    private static int NumberOf(JsonNode row, CandidateTable found) => found.Rows.First(candidate => candidate.SiteId == (string)row["name"]!).Number;

    private static void Show(Reporter reporter, DemoScene scene, CandidateTable found, IReadOnlyList<FarmScore> scores, JsonArray explanations)
    {
        reporter.Line($"{scene.Title}. {scene.Caution}");
        var table = new Table().Border(TableBorder.Rounded).Title("Known farms and what was found");
        foreach (string heading in (string[])["farm", "area (ha)", "panel cover", "IoU", "candidates", "mean prob."])
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (FarmScore score in scores)
        {
            CandidateRow[] rows = [.. score.Candidates.Select(i => found.Rows[i])];
            table.AddRow(
                Text(score.Farm.Number, "0"), Text(score.Farm.Hectares, "0.0"), Text(score.Farm.Cover * 100, "0") + " %", Text(score.IntersectionOverUnion, "0.00"),
                rows.Length == 0 ? "missed" : string.Join(", ", rows.Select(row => row.Number)),
                rows.Length == 0 ? "" : Text(rows.Sum(row => row.MeanProbability * row.AreaHa) / rows.Sum(row => row.AreaHa), "0.00"));
        }
        reporter.Show(table);
        CandidateRow[] elsewhere = [.. found.Rows.Where((_, i) => !scores.Any(score => score.Candidates.Contains(i)))];
        reporter.Line(elsewhere.Length == 0
            ? "No candidate lies outside the known farms."
            : $"{elsewhere.Length} candidate{(elsewhere.Length == 1 ? "" : "s")} outside the known farms, {Text(elsewhere.Sum(row => row.AreaHa), "0.00")} ha: number {string.Join(", ", elsewhere.Take(12).Select(row => row.Number))}.");
        foreach (JsonNode? row in explanations) reporter.Line(Sentence(row!, found));
    }

    private static string Sentence(JsonNode row, CandidateTable found)
    {
        string shares = row["band_shares"] is JsonObject bands
            ? $" Bands: {string.Join(", ", bands.OrderByDescending(band => (double)band.Value!).Take(4).Select(band => $"{band.Key} {Text((double)band.Value! * 100, "0")} %"))}."
            : "";
        string inside = row["share_inside"] is { } share ? $" {Text((double)share * 100, "0")} % of it lies inside the polygon." : "";
        return $"Candidate {NumberOf(row, found)}, {(string)row["method_title"]!}: f = {Text((double)row["value_at_input"]!, "0.00")}, "
            + $"surroundings {Text((double)row["value_at_baseline"]!, "0.00")}.{shares}{inside}";
    }

    private static JsonObject ToJson(DemoScene scene, CandidateTable found, IReadOnlyList<FarmScore> scores, JsonArray explanations, string picture) => new()
    {
        ["scene"] = scene.Title,
        ["caution"] = scene.Caution,
        ["farms"] = new JsonArray([.. scores.Select(score => new JsonObject
        {
            ["farm"] = score.Farm.Number,
            ["area_ha"] = score.Farm.Hectares,
            ["cover"] = score.Farm.Cover,
            ["iou"] = score.IntersectionOverUnion,
            ["candidates"] = new JsonArray([.. score.Candidates.Select(i => (JsonNode)found.Rows[i].Number)]),
        })]),
        ["candidates"] = found.ToJson(),
        ["explanations"] = explanations.DeepClone(),
        ["picture"] = picture,
    };

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
