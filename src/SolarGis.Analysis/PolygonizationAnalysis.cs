// SPDX-License-Identifier: MIT
using System.Globalization;
using SolarGis.Segmentation.Output;
using SolarGis.Segmentation.Polygons;

namespace SolarGis.Analysis;

/// <summary>Other polygons from a saved probability raster, without the model.</summary>
/// <param name="input">Which raster, and how.</param>
public sealed class PolygonizationAnalysis(PolygonizationInput input) : IAnalysis
{
    private const string SummaryName = "summary.json";

    /// <inheritdoc/>
    public AnalysisResult Run(string outputFolder, IProgress<AnalysisProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        progress.Report(new("reading", 0, "Opening the probability raster."));
        using ProbabilityRasterReader reader = ProbabilityRaster.Open(input.Raster, input.Policy);
        var options = new ExtractionOptions
        {
            Threshold = input.Polygons.Threshold,
            MinimumArea = input.Polygons.MinimumArea,
            MegawattsPerHectare = input.Polygons.MegawattsPerHectare,
            ImageDate = DateOnly.TryParseExact(reader.Metadata.GetValueOrDefault("IMAGE_DATE"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null,
            Model = reader.Metadata.GetValueOrDefault("MODEL") ?? "",
            RunId = input.JobId,
        };
        IReadOnlyList<Candidate> candidates = CandidateExtractor.Extract(
            reader, options, progress: new ProgressSpan(progress, "drawing polygons", 0.02, 0.95), cancel: cancel);
        progress.Report(new("writing", 0.95, "Writing the polygons."));
        var totals = CandidateTotals.Of(candidates, input.Polygons);
        var summary = new { Kind = "polygonization", Job = input.JobId, options.Model, SourceJob = reader.Metadata.GetValueOrDefault("JOB"), Candidates = totals };
        IReadOnlyList<AnalysisArtifact> artifacts =
        [
            .. CandidateArtifacts.Write(outputFolder, candidates, reader.Grid.Crs),
            new(SummaryName, ArtifactRoles.Summary, "application/json", "Summary of the run"),
        ];
        AnalysisJson.Write(Path.Combine(outputFolder, SummaryName), summary);
        progress.Report(new("done", 1, SegmentationAnalysis.Sentence(totals)));
        return new(artifacts, AnalysisJson.Write(summary));
    }
}
