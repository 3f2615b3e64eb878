// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Targets;
using TorchSharp;

namespace SolarGis.Attribution.Baselines;

/// <summary>
/// The default: the per-band mean of a ring around the region, so that "absent" means "as the land beside it". Where the ring
/// holds too few valid pixels, the mean of all of the patch's valid pixels outside the region.
/// </summary>
public sealed class SurroundingsBaseline : IBaseline
{
    /// <summary>Nearest edge of the ring to the region, pixels: beyond mixed pixels, access roads and fences.</summary>
    public const int InnerRadius = 16;

    /// <summary>Farthest edge of the ring, pixels.</summary>
    public const int OuterRadius = 64;

    /// <summary>Fewer valid pixels than this (1 ha at 10 m) are no sample of the surroundings.</summary>
    public const int FewestPixels = 100;

    /// <inheritdoc/>
    public string Name => "surroundings";

    /// <inheritdoc/>
    public torch.Tensor Create(torch.Tensor patch, RegionTarget target, IReadOnlyList<bool>? valid)
    {
        var distance = RegionDistance.Compute(target.Region, target.Width, target.Height);
        var ring = Choose(distance, valid, InnerRadius, OuterRadius);
        if (ring.AsSpan().Count(true) < FewestPixels) ring = Choose(distance, valid, 1, double.MaxValue);
        if (!ring.AsSpan().Contains(true)) ring = Choose(distance, valid, 0, double.MaxValue);
        if (!ring.AsSpan().Contains(true))
            throw new AttributionException("NO_VALID_PIXELS", "The patch has no valid pixel to take a baseline from; choose another place or date.");
        return BandMeans.Fill(patch, ring);
    }

    static bool[] Choose(double[] distance, IReadOnlyList<bool>? valid, double inner, double outer)
    {
        var chosen = new bool[distance.Length];
        for (var i = 0; i < chosen.Length; i++)
            chosen[i] = distance[i] >= inner && distance[i] <= outer && (valid is null || valid[i]);
        return chosen;
    }
}
