// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Targets;
using TorchSharp;

namespace SolarGis.Attribution;

/// <summary>What a map adds up to.</summary>
/// <param name="Total">Sum of all values: of the features where there are any, else of the map.</param>
/// <param name="BandTotals">Signed sum per band; null where bands share one map.</param>
/// <param name="BandShares">Share of the summed magnitudes per band, adding up to 1; null where bands share one map.</param>
/// <param name="ShareInside">Share of the summed magnitudes inside the region, 0 to 1; null where features are not areas.</param>
sealed record AttributionSums(double Total, double[]? BandTotals, double[]? BandShares, double? ShareInside)
{
    /// <summary>Measures a map on the whole patch.</summary>
    /// <param name="map">[bands or 1, H, W] on the CPU.</param>
    /// <param name="target">The target, for its region.</param>
    /// <param name="outcome">What the method handed back.</param>
    public static AttributionSums Measure(torch.Tensor map, RegionTarget target, AttributionOutcome outcome)
    {
        if (outcome.FeatureValues is { } features)
        {
            return outcome.Features == FeatureKind.Bands
                ? new(features.Sum(), features, Shares(features.Select(Math.Abs)), null)
                : new(features.Sum(), null, null, InsideAreas(features, outcome.FeatureLabels!, target.Region));
        }

        using var scope = torch.NewDisposeScope();
        var values = map.to(torch.ScalarType.Float64);
        var magnitudes = values.abs();
        var inside = torch.tensor(target.Region.ToArray(), [1, target.Height, target.Width]);
        var all = magnitudes.sum().item<double>();
        double? share = all > 0 ? (magnitudes * inside).sum().item<double>() / all : null;
        if (outcome.Aggregate == BandAggregate.Shared) return new(values.sum().item<double>(), null, null, share);
        var totals = values.sum([1, 2]).data<double>().ToArray();
        return new(totals.Sum(), totals, Shares(magnitudes.sum([1, 2]).data<double>().ToArray()), share);
    }

    /// <summary>An area counts inside by the share of its pixels that are.</summary>
    static double? InsideAreas(double[] features, int[] labels, ReadOnlySpan<bool> region)
    {
        int[] pixels = new int[features.Length], covered = new int[features.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] < 0) continue;
            pixels[labels[i]]++;
            if (region[i]) covered[labels[i]]++;
        }

        double sum = 0, inside = 0;
        for (var feature = 0; feature < features.Length; feature++)
        {
            if (pixels[feature] == 0) continue;
            sum += Math.Abs(features[feature]);
            inside += Math.Abs(features[feature]) * covered[feature] / pixels[feature];
        }

        return sum > 0 ? inside / sum : null;
    }

    static double[] Shares(IEnumerable<double> magnitudes)
    {
        double[] values = [.. magnitudes];
        var sum = values.Sum();
        return sum > 0 ? [.. values.Select(value => value / sum)] : values;
    }
}
