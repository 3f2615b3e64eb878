// SPDX-License-Identifier: MIT
using CsCheck;
using NetTopologySuite.Geometries;
using SolarGis.Imagery;
using SolarGis.Imagery.Grids;
using SolarGis.Segmentation.Polygons;
using SolarGis.Segmentation.Tiling;

namespace SolarGis.Segmentation.Tests.Polygons;

public sealed class CandidateExtractorTests
{
    // Scale on the central meridian of UTM: planar areas are .9996² of the geodesic ones.
    private const double UtmAreaScale = 0.9996 * 0.9996;

    private static readonly ExtractionOptions Everything = new() { MinimumArea = 0 };

    private static Grid GridOf(int width, int height) =>
        new(width, height, new GeoTransform(500_000, 10, 0, 2_500_000, 0, -10), CrsFactory.FromEpsg(32643));

    private static ProbabilityGrid Field(int width, int height, Func<int, int, double> value) =>
        new(GridOf(width, height), [.. Enumerable.Range(0, width * height).Select(i => (float)value(i / width, i % width))]);

    private static IReadOnlyList<Candidate> Extract(ProbabilityGrid field, ExtractionOptions options, bool[]? mask = null) =>
        CandidateExtractor.Extract(field, options, mask, cancel: TestContext.Current.CancellationToken);

    // Smooth ramp across the border of a disc: the half-level lies exactly at its radius.
    private static double Disc(int row, int column, double centreX, double centreY, double radius) =>
        Math.Clamp(0.5 + (radius - Math.Sqrt(Math.Pow(column + 0.5 - centreX, 2) + Math.Pow(row + 0.5 - centreY, 2))) / 4, 0, 1);

    [Fact]
    public void Any_field_gives_valid_disjoint_polygons_that_separate_high_from_low_pixels() =>
        Gen.Select(Gen.Int[1, 24], Gen.Int[1, 24], Gen.Int[1, 1_000_000], Gen.Int[2, 9], Gen.Double[0.05, 0.95]).Sample((width, height, seed, levels, threshold) =>
        {
            // Few levels make ties with the threshold, plateaus and saddles likely; one value in eight is nodata.
            var random = new Random(seed);
            double at = Math.Round(threshold * levels) / levels is > 0 and < 1 and double tie ? tie : threshold;
            ProbabilityGrid field = Field(width, height, (_, _) => random.Next(8) == 0 ? float.NaN : (float)random.Next(levels + 1) / levels);
            IReadOnlyList<Candidate> found = Extract(field, Everything with { Threshold = at });

            for (int i = 0; i < found.Count; i++)
            {
                Assert.True(found[i].Outline.IsValid);
                for (int j = 0; j < i; j++)
                    if (found[j].Outline.EnvelopeInternal.Intersects(found[i].Outline.EnvelopeInternal))
                        Assert.False(found[j].Outline.Intersects(found[i].Outline));
            }
            for (int i = 0; i < field.Values.Length; i++)
            {
                (double x, double y) = field.Grid.Transform.Apply(i % width + 0.5, i / width + 0.5);
                var centre = new Point(x, y);
                int covering = found.Count(candidate => candidate.Outline.Contains(centre));
                Assert.Equal(field.Values[i] >= at ? 1 : 0, covering);
            }
        }, iter: 100);

    [Fact]
    public void Statistics_are_those_of_the_pixels_inside() =>
        Gen.Int[1, 1_000_000].Sample(seed =>
        {
            var random = new Random(seed);
            ProbabilityGrid field = Field(20, 17, (_, _) => random.NextDouble());
            foreach (Candidate candidate in Extract(field, Everything))
            {
                double[] inside = [.. Enumerable.Range(0, 340).Where(i => field.Values[i] >= 0.5 && Covers(candidate.Outline, field.Grid, i)).Select(i => (double)field.Values[i])];
                Assert.Equal(inside.Average(), candidate.MeanProbability, 1e-9);
                Assert.Equal(inside.Max(), candidate.MaximumProbability, 1e-9);
                Assert.Equal(inside.Average(p => p is 1 ? 0 : -p * Math.Log2(p) - (1 - p) * Math.Log2(1 - p)), candidate.Uncertainty, 1e-6);
            }
        }, iter: 50);

    private static bool Covers(Polygon outline, Grid grid, int i)
    {
        (double x, double y) = grid.Transform.Apply(i % grid.Width + 0.5, i / grid.Width + 0.5);
        return outline.Contains(new Point(x, y));
    }

    [Fact]
    public void A_smooth_field_has_the_area_of_its_bilinear_half_level()
    {
        var random = new Random(3);
        (double X, double Y, double R)[] discs = [.. Enumerable.Range(0, 6).Select(_ => (random.NextDouble() * 60, random.NextDouble() * 60, 4 + random.NextDouble() * 8))];
        ProbabilityGrid field = Field(60, 60, (row, column) => discs.Max(disc => Disc(row, column, disc.X, disc.Y, disc.R)));
        double area = Extract(field, Everything).Sum(candidate => candidate.Outline.Area) / 100;

        const int fine = 10;
        int count = 0;
        for (int i = 0; i < 60 * fine; i++)
            for (int j = 0; j < 60 * fine; j++)
            {
                double y = Math.Clamp((i + 0.5) / fine - 0.5, 0, 59), x = Math.Clamp((j + 0.5) / fine - 0.5, 0, 59);
                int row = Math.Min((int)y, 58), column = Math.Min((int)x, 58);
                double top = double.Lerp(field.Values[row * 60 + column], field.Values[row * 60 + column + 1], x - column);
                double bottom = double.Lerp(field.Values[row * 60 + 60 + column], field.Values[row * 60 + 61 + column], x - column);
                if (double.Lerp(top, bottom, y - row) >= 0.5) count++;
            }
        Assert.InRange(area / (count / (double)(fine * fine)), 0.995, 1.005);
    }

    [Fact]
    public void A_disc_is_measured_far_below_the_pixel()
    {
        Candidate disc = Assert.Single(Extract(Field(50, 50, (row, column) => Disc(row, column, 24.3, 25.8, 12)), Everything));
        double radius = 120 / Math.Sqrt(UtmAreaScale);
        Assert.InRange(disc.Area, 0.997 * Math.PI * radius * radius, 1.003 * Math.PI * radius * radius);
        Assert.Equal(500_243, disc.Outline.Centroid.X, 0.2);
        Assert.Equal(2_500_000 - 258, disc.Outline.Centroid.Y, 0.2);
        Assert.Equal(disc.Area / 10_000 * 0.5, disc.Megawatts, 1e-9);
        Assert.Equal("candidate", disc.Status);
        Assert.Equal("", disc.Suspect);
    }

    [Fact]
    public void A_ring_keeps_its_hole_and_an_island_inside_is_another_candidate()
    {
        ProbabilityGrid field = Field(60, 60, (row, column) =>
            Math.Max(Math.Min(Disc(row, column, 30, 30, 25), 1 - Disc(row, column, 30, 30, 15)), Disc(row, column, 30, 30, 6)));
        IReadOnlyList<Candidate> found = Extract(field, Everything);
        Assert.Equal(2, found.Count);
        Candidate ring = found.Single(candidate => candidate.Outline.NumInteriorRings == 1), island = found.Single(candidate => candidate != ring);
        Assert.InRange(ring.Outline.Area / (Math.PI * (250 * 250 - 150 * 150)), 0.99, 1.01);
        Assert.True(ring.Outline.Disjoint(island.Outline));
        Assert.NotEqual(ring.SiteId, island.SiteId);
    }

    [Theory]
    [InlineData(0.9, 0.4, 1)]
    [InlineData(0.6, 0.1, 2)]
    public void A_saddle_joins_by_the_mean_of_its_corners(double high, double low, int expected)
    {
        ProbabilityGrid field = Field(4, 4, (row, column) => (row, column) is (1, 1) or (2, 2) ? high : row is 1 or 2 && column is 1 or 2 ? low : 0);
        Assert.Equal(expected, Extract(field, Everything).Count);
    }

    [Fact]
    public void Small_ones_are_dropped_by_geodesic_area()
    {
        // A degree grid at 60° north: a pixel of .0001° is 11.1 m by 5.6 m, about 62 m².
        Grid grid = new(20, 20, new GeoTransform(10, 0.0001, 0, 60, 0, -0.0001), CrsFactory.Wgs84);
        float[] values = new float[400];
        for (int row = 5; row < 9; row++) values.AsSpan(row * 20 + 5, 4).Fill(1);
        Candidate found = Assert.Single(Extract(new ProbabilityGrid(grid, values), Everything));
        Assert.InRange(found.Area, 900, 1000);
        Assert.Empty(Extract(new ProbabilityGrid(grid, values), new ExtractionOptions()));
    }

    [Fact]
    public void Edges_mask_and_nodata_are_respected_and_flagged()
    {
        bool Farm(int row, int column) => row is >= 10 and < 15 && column is < 5 or >= 10 and < 15 or >= 20 and < 25;
        ProbabilityGrid field = Field(40, 30, (row, column) => (row, column) == (12, 15) ? float.NaN : Farm(row, column) ? 1 : 0);
        bool[] mask = [.. Enumerable.Range(0, 1200).Select(i => i % 40 < 23)];
        IReadOnlyList<Candidate> found = Extract(field, Everything, mask);
        Assert.Equal(["edge", "nodata", "edge"], found.OrderBy(candidate => candidate.Outline.Centroid.X).Select(candidate => candidate.Suspect));
        Assert.Equal(500_230, found.Max(candidate => candidate.Outline.EnvelopeInternal.MaxX), 1e-6);
        Assert.Equal(500_000, found.Min(candidate => candidate.Outline.EnvelopeInternal.MinX), 1e-6);
    }

    [Fact]
    public void Site_ids_follow_the_position_not_the_run()
    {
        ProbabilityGrid field = Field(50, 50, (row, column) => Disc(row, column, 24, 25, 12));
        string first = Assert.Single(Extract(field, Everything with { RunId = "a" })).SiteId;
        Assert.Equal(first, Assert.Single(Extract(field, Everything with { RunId = "b" })).SiteId);
        Assert.Matches("^S[0-9b-z]{9}$", first);
        // Known value of the public definition.
        Assert.Equal("u4pruydqqvj", Geohash.Encode(10.40744, 57.64911, 11));
    }

    [Fact]
    public void Simplified_polygons_stay_valid_and_apart()
    {
        var random = new Random(5);
        ProbabilityGrid field = Field(80, 80, (row, column) => Math.Clamp(0.5 + Math.Sin(row / 3.0) * Math.Cos(column / 4.0) + random.NextDouble() - 0.5, 0, 1));
        IReadOnlyList<Candidate> exact = Extract(field, new ExtractionOptions());
        IReadOnlyList<Candidate> simple = Extract(field, new ExtractionOptions { SimplifyTolerance = 0.5 });
        Assert.Equal(exact.Count, simple.Count);
        Assert.True(simple.Sum(candidate => candidate.Outline.NumPoints) < 0.8 * exact.Sum(candidate => candidate.Outline.NumPoints));
        Assert.All(simple, candidate => Assert.True(candidate.Outline.IsValid));
        for (int i = 0; i < simple.Count; i++)
            for (int j = 0; j < i; j++)
                Assert.False(simple[i].Outline.Intersects(simple[j].Outline));
    }

    [Fact]
    public void Bad_input_is_refused_in_words()
    {
        ProbabilityGrid field = Field(8, 8, (row, _) => row);
        Assert.Equal("NOT_PROBABILITY", Assert.Throws<ImageryException>(() => Extract(field, Everything)).Reason);
        Assert.Equal("THRESHOLD_INVALID", Assert.Throws<ImageryException>(() => Extract(field, Everything with { Threshold = 1 })).Reason);
        Assert.Equal("THRESHOLD_INVALID", Assert.Throws<ImageryException>(() => Extract(field, Everything with { Threshold = double.NaN })).Reason);
        ProbabilityGrid dots = Field(40, 40, (row, column) => row % 2 == 0 && column % 2 == 0 ? 1 : 0);
        Assert.Equal("TOO_MANY_CANDIDATES", Assert.Throws<ImageryException>(() => Extract(dots, Everything with { MaximumCount = 100 })).Reason);
    }
}
