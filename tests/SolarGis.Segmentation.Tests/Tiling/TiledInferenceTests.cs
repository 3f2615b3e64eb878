// SPDX-License-Identifier: MIT
using CsCheck;
using SolarGis.Imagery;
using SolarGis.Imagery.Grids;
using SolarGis.Models;
using SolarGis.Segmentation.Tiling;
using TorchSharp;

namespace SolarGis.Segmentation.Tests.Tiling;

public sealed class TiledInferenceTests
{
    private static readonly string[] Bands = ["B2", "B3", "B4"];

    private static ArraySource Image(int width = 203, int height = 171) => new(width, height, Bands, ArraySource.Noise);

    private static float[] Run(IPatchSource source, SegmentationModel model, RasterWindow window, int tile, bool[]? mask = null)
    {
        var grid = new ProbabilityGrid();
        TiledInference.Run(source, model, window, mask, grid, new() { TileSize = tile, BlendOverlap = 16 }, cancel: TestContext.Current.CancellationToken);
        return grid.Values;
    }

    private static double Difference(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(float.IsNaN(expected[i]), float.IsNaN(actual[i]));
            if (!float.IsNaN(expected[i])) largest = Math.Max(largest, Math.Abs(expected[i] - actual[i]));
        }
        return largest;
    }

    private static float[] Crop(float[] values, int width, RasterWindow window)
    {
        var part = new float[window.Area];
        for (int row = 0; row < window.Height; row++)
            Array.Copy(values, (window.Row + row) * width + window.Column, part, row * window.Width, window.Width);
        return part;
    }

    [Fact]
    public void Tiles_equal_one_forward_over_the_whole_image()
    {
        using var model = new SmallNetwork();
        using ArraySource image = Image();
        const int margin = 32;
        RasterWindow padded = new(-margin, -margin, 268, 236);
        Patch patch = image.Read(padded);
        using var scope = torch.NewDisposeScope();
        torch.Tensor whole = torch.tensor(patch.Pixels).view(1, 3, padded.Height, padded.Width);
        torch.Tensor valid = torch.tensor(patch.Valid).view(1, 1, padded.Height, padded.Width);
        torch.Tensor means = torch.tensor(model.Description.Bands.Select(band => (float)band.Mean).ToArray()).view(1, 3, 1, 1);
        float[] all = torch.sigmoid(model.Logits(torch.where(valid, whole, means))).data<float>().ToArray();
        float[] expected = Crop(all, padded.Width, new(margin, margin, 203, 171));
        Assert.True(expected.Max() - expected.Min() > 0.3, "the field must vary for the comparison to mean something");
        Assert.InRange(Difference(expected, Run(image, model, image.Grid.Window, 64)), 0, 1e-5);
    }

    [Theory]
    [InlineData(28)]
    [InlineData(0)]
    public void Any_region_and_tiling_gives_a_pixel_the_same_probability(int halo)
    {
        using var model = new SmallNetwork(halo);
        using ArraySource image = Image();
        int fixedTile = 64;
        float[] whole = Run(image, model, image.Grid.Window, fixedTile);
        Gen.Select(Gen.Int[0, 150], Gen.Int[0, 120], Gen.Int[1, 53], Gen.Int[1, 51], Gen.Int[20, 90]).Sample((x, y, w, h, tile) =>
        {
            RasterWindow window = new(x, y, w, h);
            float[] part = Run(image, model, window, halo == 0 ? fixedTile : tile);
            Assert.InRange(Difference(Crop(whole, 203, window), part), 0, 1e-5);
        }, iter: 25, threads: 1);
    }

    [Fact]
    public void A_tiling_shifted_by_the_stride_changes_nothing()
    {
        using var model = new SmallNetwork();
        using ArraySource image = Image();
        float[] whole = Run(image, model, image.Grid.Window, 48);
        RasterWindow shifted = new(4, 8, 190, 160);
        Assert.InRange(Difference(Crop(whole, 203, shifted), Run(image, model, shifted, 48)), 0, 1e-5);
    }

    [Fact]
    public void Nodata_and_mask_stay_without_probability_and_draw_no_edges()
    {
        using var model = new SmallNetwork();
        using var flat = new ArraySource(120, 100, Bands, (band, _, _) => 0.3f + 0.1f * band) { IsNodata = (row, column) => row < 40 && column > 50 };
        bool[] mask = [.. Enumerable.Range(0, 120 * 100).Select(i => i % 120 >= 20)];
        float[] values = Run(flat, model, flat.Grid.Window, 64, mask);
        for (int row = 0; row < 100; row++)
            for (int column = 0; column < 120; column++)
                Assert.Equal(column < 20 || (row < 40 && column > 50), float.IsNaN(values[row * 120 + column]));
        // The image is the neutral colour: filling nodata with it must leave one flat probability.
        float[] known = [.. values.Where(value => !float.IsNaN(value))];
        Assert.InRange(known.Max() - known.Min(), 0, 1e-6f);
    }

    [Fact]
    public void Pixels_that_are_not_finite_count_as_nodata()
    {
        using var model = new SmallNetwork();
        using var image = new ArraySource(64, 64, Bands, (b, r, c) => (r, c) == (10, 12) ? float.NaN : (r, c) == (20, 5) ? float.PositiveInfinity : 0.2f);
        float[] values = Run(image, model, image.Grid.Window, 64);
        Assert.Equal([10 * 64 + 12, 20 * 64 + 5], Enumerable.Range(0, values.Length).Where(i => float.IsNaN(values[i])));
    }

    [Theory]
    [InlineData(28)]
    [InlineData(0)]
    public void A_region_without_valid_pixels_is_refused_in_words(int halo)
    {
        using var model = new SmallNetwork(halo);
        using var image = new ArraySource(100, 100, Bands, ArraySource.Noise) { IsNodata = (_, column) => column < 60 };
        ImageryException error = Assert.Throws<ImageryException>(() => Run(image, model, new(0, 0, 60, 100), 64));
        Assert.Equal("NO_VALID_PIXELS", error.Reason);
        Assert.Equal("REGION_OUTSIDE", Assert.Throws<ImageryException>(() => Run(image, model, new(200, 0, 60, 100), 64)).Reason);
    }

    [Fact]
    public void A_missing_band_is_named()
    {
        using var model = new SmallNetwork(bands: 4);
        using ArraySource image = Image();
        ImageryException error = Assert.Throws<ImageryException>(() => Run(image, model, image.Grid.Window, 64));
        Assert.Equal("BANDS_MISSING", error.Reason);
        Assert.Contains("B5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bands_are_picked_by_name_whatever_their_order()
    {
        using var model = new SmallNetwork();
        using ArraySource image = Image(64, 64);
        using var other = new ArraySource(64, 64, ["B4", "B8", "B2", "B3"], (band, r, c) => ArraySource.Noise(band == 0 ? 2 : band - 2, r, c));
        Assert.Equal(Run(image, model, image.Grid.Window, 64), Run(other, model, image.Grid.Window, 64));
    }

    [Fact]
    public void A_model_whose_weights_are_damaged_is_reported()
    {
        using var model = new SmallNetwork(damaged: true);
        using ArraySource image = Image();
        Assert.Equal("OUTPUT_INVALID", Assert.Throws<ModelException>(() => Run(image, model, image.Grid.Window, 64)).Reason);
    }

    [Fact]
    public void Cancelling_stops_between_tiles_and_the_reader_has_ended()
    {
        using var model = new SmallNetwork();
        using ArraySource image = Image();
        using var cancel = new CancellationTokenSource();
        var progress = new Callback(p => { if (p.TilesDone == 3) cancel.Cancel(); });
        Assert.Throws<OperationCanceledException>(() =>
            TiledInference.Run(image, model, image.Grid.Window, null, new ProbabilityGrid(), new() { TileSize = 32 }, progress, cancel.Token));
        // Three taken, and at most the two that were ahead.
        Assert.InRange(image.Reads, 3, 5);
    }

    [Fact]
    public void A_read_that_fails_ends_the_run_with_its_own_error()
    {
        using var model = new SmallNetwork();
        using var image = new ArraySource(200, 200, Bands, (b, r, c) => r > 100 ? throw new ImageryException("RASTER_UNREADABLE", "broken") : 0.5f);
        Assert.Equal("RASTER_UNREADABLE", Assert.Throws<ImageryException>(() => Run(image, model, image.Grid.Window, 32)).Reason);
    }

    [Fact]
    public void Tiles_without_valid_pixels_cost_no_forward()
    {
        using var model = new SmallNetwork();
        using var image = new ArraySource(256, 64, Bands, ArraySource.Noise) { IsNodata = (_, column) => column >= 64 };
        InferenceSummary summary = TiledInference.Run(image, model, image.Grid.Window, null, new ProbabilityGrid(), new() { TileSize = 64 }, cancel: TestContext.Current.CancellationToken);
        Assert.Equal((4, 1, 64 * 64L, false), (summary.Tiles, summary.Forwards, summary.ValidPixels, summary.Blended));
    }

    private sealed class Callback(Action<InferenceProgress> report) : IProgress<InferenceProgress>
    {
        public void Report(InferenceProgress value) => report(value);
    }
}
