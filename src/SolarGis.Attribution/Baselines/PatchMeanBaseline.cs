// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Targets;
using TorchSharp;

namespace SolarGis.Attribution.Baselines;

/// <summary>The per-band mean of all valid pixels of the patch.</summary>
public sealed class PatchMeanBaseline : IBaseline
{
    /// <inheritdoc/>
    public string Name => "patch-mean";

    /// <inheritdoc/>
    public torch.Tensor Create(torch.Tensor patch, RegionTarget target, IReadOnlyList<bool>? valid)
    {
        bool[] chosen = valid is null ? [.. Enumerable.Repeat(true, target.Width * target.Height)] : [.. valid];
        if (!chosen.AsSpan().Contains(true))
            throw new AttributionException("NO_VALID_PIXELS", "The patch has no valid pixel to take a baseline from; choose another place or date.");
        return BandMeans.Fill(patch, chosen);
    }
}
