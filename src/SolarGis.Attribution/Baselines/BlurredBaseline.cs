// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Targets;
using TorchSharp;

namespace SolarGis.Attribution.Baselines;

/// <summary>The patch blurred by a Gaussian so wide that panels dissolve into the land around them.</summary>
public sealed class BlurredBaseline : IBaseline
{
    /// <summary>Standard deviation of the Gaussian, pixels.</summary>
    public const double Sigma = 16;

    /// <inheritdoc/>
    public string Name => "blurred";

    /// <inheritdoc/>
    public torch.Tensor Create(torch.Tensor patch, RegionTarget target, IReadOnlyList<bool>? valid)
    {
        using var scope = torch.NewDisposeScope();
        var (height, width) = (patch.shape[1], patch.shape[2]);
        var weights = valid is null
            ? torch.ones([height, width], torch.ScalarType.Float64, patch.device)
            : torch.tensor(valid.ToArray(), [height, width], device: patch.device).to(torch.ScalarType.Float64);
        var pixels = torch.where(weights.gt(0), patch.to(torch.ScalarType.Float64), 0.0);

        // Two matrix products: exact in float64 on every backend, and normalised, so that edges and nodata neither darken nor leak.
        var rows = Kernel(height, patch.device);
        var columns = Kernel(width, patch.device).t();
        var smooth = rows.matmul(pixels).matmul(columns);
        var norm = rows.matmul(weights).matmul(columns);
        if (norm.min().item<double>() <= 0)
            throw new AttributionException("NO_VALID_PIXELS", "Too few valid pixels for a blurred baseline; choose surroundings or zero.");
        return (smooth / norm).to(patch.dtype).MoveToOuterDisposeScope();
    }

    static torch.Tensor Kernel(long size, torch.Device device)
    {
        var position = torch.arange(size, torch.ScalarType.Float64, device);
        var offset = position.unsqueeze(0) - position.unsqueeze(1);
        return (offset * offset / (-2 * Sigma * Sigma)).exp();
    }
}
