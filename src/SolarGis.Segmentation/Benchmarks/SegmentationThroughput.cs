// SPDX-License-Identifier: MIT
namespace SolarGis.Segmentation.Benchmarks;

/// <summary>Measured throughput of the tiled inference beside bare forwards over the same tiles.</summary>
/// <param name="Tiles">Tiles of one pass.</param>
/// <param name="Pixels">Pixels of the region.</param>
/// <param name="TiledSeconds">Each round's time from pixels on disk (or wherever the source has them) to probabilities.</param>
/// <param name="BareSeconds">Each round's time of the forwards alone, on tensors that are in memory.</param>
public sealed record SegmentationThroughput(int Tiles, long Pixels, IReadOnlyList<double> TiledSeconds, IReadOnlyList<double> BareSeconds)
{
    /// <summary>Throughput relative to the bare loop, one per round: 1 means that reading, tiling and writing cost nothing.</summary>
    public IReadOnlyList<double> Ratios => [.. TiledSeconds.Zip(BareSeconds, (tiled, bare) => bare / tiled)];

    /// <summary>Median of <see cref="Ratios"/>.</summary>
    public double Ratio => Median(Ratios);

    /// <summary>Region pixels per second of the tiled inference, median.</summary>
    public double PixelsPerSecond => Pixels / Median(TiledSeconds);

    private static double Median(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
