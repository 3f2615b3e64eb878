// SPDX-License-Identifier: MIT
using SolarGis.Segmentation.Benchmarks;

namespace SolarGis.Segmentation.Tests.Benchmarks;

public sealed class SegmentationBenchmarkTests
{
    [Fact]
    public void It_reports_every_round_and_the_ratio_of_the_two_loops()
    {
        using var model = new SmallNetwork();
        using var image = new ArraySource(200, 200, ["B2", "B3", "B4"], ArraySource.Noise);
        SegmentationThroughput measured = SegmentationBenchmark.Run(
            model, image, image.Grid.Window, rounds: 3, new() { TileSize = 64 }, TestContext.Current.CancellationToken);
        Assert.Equal((16, 40_000L, 3, 3), (measured.Tiles, measured.Pixels, measured.TiledSeconds.Count, measured.BareSeconds.Count));
        Assert.All(measured.Ratios, ratio => Assert.InRange(ratio, 0.001, 1000));
    }

    [Fact]
    public void The_ratio_is_the_median_of_the_rounds()
    {
        SegmentationThroughput measured = new(1, 100, [1, 2, 4], [1, 1, 3]);
        Assert.Equal(0.75, measured.Ratio);
        Assert.Equal(50, measured.PixelsPerSecond);
    }
}
