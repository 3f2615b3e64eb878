// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Targets;
using TorchSharp;

namespace SolarGis.Attribution.Baselines;

/// <summary>Reflectance 0 everywhere. Black can look like a panel to a model: read f(baseline) before trusting it.</summary>
public sealed class ZeroBaseline : IBaseline
{
    /// <inheritdoc/>
    public string Name => "zero";

    /// <inheritdoc/>
    public torch.Tensor Create(torch.Tensor patch, RegionTarget target, IReadOnlyList<bool>? valid) => torch.zeros_like(patch);
}
