// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Globalization;
using SolarGis.Imagery;
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Regions;
using SolarGis.Models;
using SolarGis.Segmentation.Output;
using SolarGis.Segmentation.Polygons;
using SolarGis.Segmentation.Tiling;

namespace SolarGis.Analysis;

/// <summary>A region in, a probability raster and candidate polygons out.</summary>
/// <param name="models">The models.</param>
/// <param name="input">What to segment.</param>
public sealed class SegmentationAnalysis(ModelLibrary models, SegmentationInput input) : IAnalysis
{
    private const string RasterName = "probability.tif", SummaryName = "summary.json";

    /// <inheritdoc/>
    public AnalysisResult Run(string outputFolder, IProgress<AnalysisProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        // Headers first: what they refuse costs nothing.
        progress.Report(new("reading", 0, "Reading the image's headers."));
        using Scene scene = Scene.Open(input.Image, Roles(models.Describe(input.Model)), input.Policy);
        RegionWindow region = input.Region.Resolve(scene.Grid, input.Policy);
        cancel.ThrowIfCancellationRequested();
        progress.Report(new("loading", 0.01, "Loading the model."));
        SegmentationModel model = models.Load(input.Model);
        bool[]? mask = region.MaskOf(region.Window);

        using var raster = new ProbabilityRaster(Path.Combine(outputFolder, RasterName));
        long started = Stopwatch.GetTimestamp();
        InferenceSummary inference = TiledInference.Run(
            scene, model, region.Window, mask, raster, progress: new Tiles(progress), cancel: cancel);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        raster.Complete(Metadata(scene, model), new ProgressSpan(progress, "writing", 0.86, 0.92), cancel);

        progress.Report(new("drawing polygons", 0.92, "Drawing polygons."));
        IReadOnlyList<Candidate> candidates = Extract(raster.Path, scene, model, mask, progress, cancel);
        progress.Report(new("writing", 0.98, "Writing the polygons."));
        SegmentationSummary summary = Summarise(scene, model, region.Window, inference, candidates, seconds);
        IReadOnlyList<AnalysisArtifact> artifacts =
        [
            new(RasterName, ArtifactRoles.Probability, "image/tiff; application=geotiff; profile=cloud-optimized", "Probability of solar panels (COG)"),
            .. CandidateArtifacts.Write(outputFolder, candidates, scene.Grid.Crs),
            new(SummaryName, ArtifactRoles.Summary, "application/json", "Summary of the run"),
        ];
        AnalysisJson.Write(Path.Combine(outputFolder, SummaryName), summary);
        progress.Report(new("done", 1, Sentence(summary.Candidates)));
        return new(artifacts, AnalysisJson.Write(summary));
    }

    /// <summary>The bands of a model, in its order.</summary>
    internal static IReadOnlyList<string> Roles(ModelDescription model) => [.. model.Bands.Select(band => band.Role)];

    /// <summary>Candidates in words.</summary>
    internal static string Sentence(CandidateTotals totals) => totals.Count switch
    {
        0 => "No candidate reached the threshold.",
        1 => string.Create(CultureInfo.InvariantCulture, $"1 candidate of {totals.AreaHa:0.##} ha."),
        _ => string.Create(CultureInfo.InvariantCulture, $"{totals.Count} candidates, {totals.AreaHa:0.##} ha in all."),
    };

    private IReadOnlyList<Candidate> Extract(
        string path, Scene scene, SegmentationModel model, bool[]? mask, IProgress<AnalysisProgress> progress, CancellationToken cancel)
    {
        using ProbabilityRasterReader reader = ProbabilityRaster.Open(path);
        var options = new ExtractionOptions
        {
            Threshold = input.Polygons.Threshold,
            MinimumArea = input.Polygons.MinimumArea,
            MegawattsPerHectare = input.Polygons.MegawattsPerHectare,
            ImageDate = scene.Inspection.Acquired,
            Model = model.Description.Label,
            RunId = input.JobId,
        };
        return CandidateExtractor.Extract(reader, options, mask, new ProgressSpan(progress, "drawing polygons", 0.92, 0.98), cancel);
    }

    private Dictionary<string, string> Metadata(Scene scene, SegmentationModel model)
    {
        var items = new Dictionary<string, string>
        {
            ["JOB"] = input.JobId,
            ["MODEL"] = model.Description.Label,
            ["MODEL_SHA256"] = model.Description.Hash,
            ["EXECUTION"] = model.Execution,
            ["SOFTWARE"] = $"SolarGisBridge {SoftwareVersion.Current}",
            ["IMAGE"] = string.Join(", ", input.Image.Files.Select(Path.GetFileName)),
        };
        if (scene.Inspection.Acquired is { } date) items["IMAGE_DATE"] = Day(date);
        return items;
    }

    private SegmentationSummary Summarise(
        Scene scene, SegmentationModel model, RasterWindow window, InferenceSummary inference, IReadOnlyList<Candidate> candidates, double seconds) => new()
        {
            Job = input.JobId,
            Model = model.Description.Label,
            ModelSha256 = model.Description.Hash,
            Execution = model.Execution,
            Image = [.. input.Image.Files.Select(file => Path.GetFileName(file))],
            ImageDate = scene.Inspection.Acquired is { } date ? Day(date) : null,
            Scale = scene.Inspection.Radiometry.Scale,
            Offset = scene.Inspection.Radiometry.Offset,
            RadiometrySource = scene.Inspection.Radiometry.Source,
            Window = [window.Column, window.Row, window.Width, window.Height],
            ValidPixels = inference.ValidPixels,
            Forwards = inference.Forwards,
            Candidates = CandidateTotals.Of(candidates, input.Polygons),
            SegmentingSeconds = Math.Round(seconds, 3),
            Notes = scene.Inspection.Notes,
        };

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed class Tiles(IProgress<AnalysisProgress> whole) : IProgress<InferenceProgress>
    {
        public void Report(InferenceProgress value) => whole.Report(new(
            "segmenting", 0.02 + 0.84 * value.Fraction, $"Tile {value.TilesDone} of {value.TilesTotal}."));
    }
}
