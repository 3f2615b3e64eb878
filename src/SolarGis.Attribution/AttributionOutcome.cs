// SPDX-License-Identifier: MIT
using TorchSharp;

namespace SolarGis.Attribution;

/// <summary>What a method's own computation hands back, before it is measured and certified.</summary>
/// <param name="Map">[bands or 1, H, W] at the crop's or the patch's size.</param>
public sealed record AttributionOutcome(torch.Tensor Map)
{
    /// <summary>How the bands become one map.</summary>
    public BandAggregate Aggregate { get; init; } = BandAggregate.Sum;

    /// <summary>True where the values should add up to f(x) - f(baseline), so that the gap means something.</summary>
    public bool IsComplete { get; init; }

    /// <summary>One value per feature, for methods over features; the map repeats it on every pixel of the feature.</summary>
    public double[]? FeatureValues { get; init; }

    /// <summary>What the features are.</summary>
    public FeatureKind Features { get; init; } = FeatureKind.Pixels;

    /// <summary>Feature of every pixel of the patch, [row][column], where features are areas.</summary>
    public int[]? FeatureLabels { get; init; }

    /// <summary>Plain sentences about the run that belong on the certificate.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
