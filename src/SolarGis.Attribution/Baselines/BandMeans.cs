// SPDX-License-Identifier: MIT
using TorchSharp;

namespace SolarGis.Attribution.Baselines;

/// <summary>Per-band means over chosen pixels, as a constant patch.</summary>
static class BandMeans
{
    /// <summary>Spreads the per-band mean over the chosen pixels to the patch's size.</summary>
    /// <param name="patch">[bands, H, W].</param>
    /// <param name="chosen">One flag per pixel, at least one true.</param>
    public static torch.Tensor Fill(torch.Tensor patch, bool[] chosen)
    {
        using var scope = torch.NewDisposeScope();
        var (bands, height, width) = (patch.shape[0], patch.shape[1], patch.shape[2]);
        var weights = torch.tensor(chosen, device: patch.device).to(torch.ScalarType.Float64);
        // Invalid pixels may hold anything; where() keeps them out even if it is not a number.
        var pixels = torch.where(weights.gt(0), patch.reshape(bands, height * width).to(torch.ScalarType.Float64), 0.0);
        var means = pixels.sum(1) / weights.sum();
        return means.to(patch.dtype).reshape(bands, 1, 1).expand(bands, height, width).contiguous().MoveToOuterDisposeScope();
    }
}
