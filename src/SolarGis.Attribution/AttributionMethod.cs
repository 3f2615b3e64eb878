// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Options;
using SolarGis.Attribution.Targets;
using TorchSharp;

namespace SolarGis.Attribution;

/// <summary>What every method does alike: checks, values at input and baseline, counts, certificate, tidy memory.</summary>
public abstract class AttributionMethod : IAttributionMethod
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Title { get; }

    /// <inheritdoc/>
    public abstract string Description { get; }

    /// <inheritdoc/>
    public abstract string Reference { get; }

    /// <inheritdoc/>
    public abstract bool NeedsGradients { get; }

    /// <inheritdoc/>
    public virtual bool NeedsLayers => false;

    /// <inheritdoc/>
    public virtual bool Recommended => false;

    /// <inheritdoc/>
    public abstract IReadOnlyList<MethodOption> Options { get; }

    /// <inheritdoc/>
    public AttributionResult Attribute(
        RegionTarget target, torch.Tensor patch, MethodOptions options,
        IProgress<AttributionProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(patch);
        ArgumentNullException.ThrowIfNull(options);
        var values = OptionValues.Parse(Name, Options, options.Values);
        if (NeedsGradients && !target.Model.SupportsGradients)
            throw new AttributionException(
                "METHOD_NEEDS_GRADIENTS",
                $"{Name} needs gradients and {target.Model.Description.Label} runs forward only; " +
                $"use one of: {string.Join(", ", AttributionMethods.WithoutGradients)}.");

        cancel.ThrowIfCancellationRequested();
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var run = new AttributionRun(this, target, patch, options, values, progress, cancel);
        return run.Finish(Compute(run));
    }

    /// <summary>Computes the map; tensors made on the way are freed afterwards.</summary>
    /// <param name="run">Input, baseline, settings and the target.</param>
    protected abstract AttributionOutcome Compute(AttributionRun run);
}
