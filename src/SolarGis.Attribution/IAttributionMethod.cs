// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Options;
using SolarGis.Attribution.Targets;
using TorchSharp;

namespace SolarGis.Attribution;

/// <summary>A way to say which pixels and bands a target rests on.</summary>
public interface IAttributionMethod
{
    /// <summary>Name in snake case, such as "integrated_gradients".</summary>
    string Name { get; }

    /// <summary>Name for people.</summary>
    string Title { get; }

    /// <summary>Two sentences for the analyst: what it shows and when to use it.</summary>
    string Description { get; }

    /// <summary>Where the method is defined.</summary>
    string Reference { get; }

    /// <summary>False where a forward-only model is enough.</summary>
    bool NeedsGradients { get; }

    /// <summary>True where the network's layers must be seen: our own U-Net only.</summary>
    bool NeedsLayers { get; }

    /// <summary>Offered first; the rest is for experts.</summary>
    bool Recommended { get; }

    /// <summary>The settings, in the order of a form.</summary>
    IReadOnlyList<MethodOption> Options { get; }

    /// <summary>Explains a target.</summary>
    /// <param name="target">The scalar that is explained.</param>
    /// <param name="patch">[bands, H, W] or [1, bands, H, W] reflectance at the target's size, finite, on any device; left unchanged.</param>
    /// <param name="options">Settings, baseline, budget.</param>
    /// <param name="progress">Called after every batch, on the calling thread.</param>
    /// <param name="cancel">Looked at between batches.</param>
    /// <returns>The explanation; the caller disposes it.</returns>
    /// <exception cref="AttributionException">The explanation cannot be computed as asked.</exception>
    AttributionResult Attribute(
        RegionTarget target, torch.Tensor patch, MethodOptions options,
        IProgress<AttributionProgress>? progress = null, CancellationToken cancel = default);
}
