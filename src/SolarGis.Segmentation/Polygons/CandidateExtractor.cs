// SPDX-License-Identifier: MIT
using NetTopologySuite.Coverage;
using NetTopologySuite.Geometries;
using SolarGis.Imagery;
using SolarGis.Imagery.Grids;

namespace SolarGis.Segmentation.Polygons;

/// <summary>Draws the outlines of everything at or above a threshold, at sub-pixel precision, with their attributes.</summary>
public static class CandidateExtractor
{
    private const int StripRows = 512;

    /// <summary>Extracts candidates from a probability raster of any size; memory grows with its width and with what is found.</summary>
    /// <param name="reader">Probabilities in [0, 1], NaN where there is none: treated as below the threshold.</param>
    /// <param name="options">Threshold, minimum area and what the attributes quote.</param>
    /// <param name="mask">[row][column], true inside the drawn region; null for all of it. Outlines that meet it are flagged as at the edge.</param>
    /// <param name="progress">Told 0 to 1.</param>
    /// <param name="cancel">Looked at between strips of rows.</param>
    /// <returns>Valid, mutually disjoint polygons in the raster's CRS, in the order of their lowest rows.</returns>
    /// <exception cref="ImageryException">
    /// THRESHOLD_INVALID, NOT_PROBABILITY when values leave [0, 1], or TOO_MANY_CANDIDATES.
    /// </exception>
    public static IReadOnlyList<Candidate> Extract(
        IProbabilityReader reader, ExtractionOptions options, bool[]? mask = null,
        IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(options);
        if (!(options.Threshold is > 0 and < 1))
            throw new ImageryException("THRESHOLD_INVALID", $"The threshold is {options.Threshold}; choose one between 0 and 1.");
        Grid grid = reader.Grid;
        if (mask is not null && mask.LongLength != grid.Window.Area)
            throw new ArgumentException("The mask does not fill the raster.", nameof(mask));

        var builder = new OutlineBuilder(grid, options.MinimumArea);
        var found = new List<(Polygon Outline, double Area, TracedRegion Region)>();
        var tracer = new ContourTracer(grid.Width, options.Threshold, region =>
        {
            if (builder.Build(region) is not (Polygon outline, double area)) return;
            if (found.Count == options.MaximumCount)
                throw new ImageryException("TOO_MANY_CANDIDATES",
                    $"There are more than {options.MaximumCount} polygons; raise the threshold or the minimum area.");
            region.DropRings();
            found.Add((outline, area, region));
        });
        float[] strip = new float[(long)Math.Min(StripRows, grid.Height) * grid.Width];
        for (int row = 0; row < grid.Height; row += StripRows)
        {
            cancel.ThrowIfCancellationRequested();
            Span<float> rows = strip.AsSpan(0, Math.Min(StripRows, grid.Height - row) * grid.Width);
            reader.Read(row, rows);
            Check(rows);
            if (mask is not null)
                for (int i = 0; i < rows.Length; i++)
                    if (!mask[(long)row * grid.Width + i]) rows[i] = ContourTracer.Outside;
            for (int start = 0; start < rows.Length; start += grid.Width) tracer.Push(rows.Slice(start, grid.Width));
            progress?.Report((double)row / grid.Height);
        }
        tracer.Finish();
        IReadOnlyList<Candidate> candidates = Describe(found, grid, options);
        progress?.Report(1);
        return candidates;
    }

    private static void Check(ReadOnlySpan<float> rows)
    {
        foreach (float value in rows)
            if (value is < 0 or > 1)
                throw new ImageryException("NOT_PROBABILITY", "The raster has values outside of 0 to 1; choose a probability raster.");
    }

    private static List<Candidate> Describe(
        List<(Polygon Outline, double Area, TracedRegion Region)> found, Grid grid, ExtractionOptions options)
    {
        Simplify(found, grid, options.SimplifyTolerance);
        using var names = new SiteNames(grid.Crs);
        return found.ConvertAll(item => new Candidate
        {
            SiteId = names.Name(item.Outline),
            Outline = item.Outline,
            MeanProbability = item.Region.Sum / item.Region.Pixels,
            MaximumProbability = item.Region.Maximum,
            Uncertainty = item.Region.Entropy / item.Region.Pixels,
            Area = item.Area,
            Megawatts = item.Area / 10_000 * options.MegawattsPerHectare,
            TouchesEdge = item.Region.TouchesEdge,
            TouchesNodata = item.Region.TouchesNodata,
            ImageDate = options.ImageDate,
            Model = options.Model,
            RunId = options.RunId,
            Suspect = Suspicion(item.Region),
        });
    }

    private static string Suspicion(TracedRegion region) => (region.TouchesEdge, region.TouchesNodata) switch
    {
        (true, true) => "edge nodata",
        (true, false) => "edge",
        (false, true) => "nodata",
        _ => "",
    };

    // All polygons at once, as one coverage: neighbours cannot run into each other, nor holes into outer rings.
    private static void Simplify(List<(Polygon Outline, double Area, TracedRegion Region)> found, Grid grid, double tolerance)
    {
        if (tolerance <= 0 || found.Count == 0) return;
        GeoTransform transform = grid.Transform;
        double pixel = Math.Sqrt(Math.Abs(transform.PixelWidth * transform.PixelHeight - transform.RowRotation * transform.ColumnRotation));
        Geometry[] simple = CoverageSimplifier.Simplify([.. found.Select(item => item.Outline)], tolerance * pixel);
        for (int i = 0; i < simple.Length; i++)
            if (simple[i] is Polygon { IsEmpty: false } outline)
                found[i] = (outline, EqualArea.SquareMetres(outline, grid.Crs), found[i].Region);
    }
}
