// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Targets;
using TorchSharp;

namespace SolarGis.Attribution.Baselines;

/// <summary>A baseline that the caller made, such as a spectrum or another date.</summary>
/// <param name="name">What the certificate calls it.</param>
/// <param name="pixels">[bands, H, W] or [bands, 1, 1]; stays the caller's.</param>
public sealed class GivenBaseline(string name, torch.Tensor pixels) : IBaseline
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public torch.Tensor Create(torch.Tensor patch, RegionTarget target, IReadOnlyList<bool>? valid)
    {
        if (pixels.dim() != 3 || pixels.shape[0] != patch.shape[0])
            throw new AttributionException(
                "BASELINE_SIZE", $"The baseline has shape [{string.Join(", ", pixels.shape)}]; give [{patch.shape[0]}, H, W] or [{patch.shape[0]}, 1, 1].");
        return pixels.to(patch.dtype).to(patch.device).expand(patch.shape).contiguous().clone();
    }
}
