// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Options;
using SolarGis.Models.UNet;

namespace SolarGis.Attribution.GradientAttribution;

/// <summary>The gradient with negative parts dropped at every ReLU on the way back.</summary>
public sealed class GuidedBackprop : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "guided_backprop";

    /// <inheritdoc/>
    public override string Title => "Guided backpropagation";

    /// <inheritdoc/>
    public override string Description =>
        "A crisp picture of edges that excite the network. It changes little when the model is damaged, so trust it for looks only; check the sanity verdict.";

    /// <inheritdoc/>
    public override string Reference => "Springenberg et al. 2015, Striving for Simplicity: The All Convolutional Net";

    /// <inheritdoc/>
    public override bool NeedsGradients => true;

    /// <inheritdoc/>
    public override bool NeedsLayers => true;

    /// <inheritdoc/>
    public override IReadOnlyList<MethodOption> Options => [];

    /// <inheritdoc/>
    protected override AttributionOutcome Compute(AttributionRun run)
    {
        run.Step("walking the network back", 0);
        return new(Gradient(run.Target, run.Input, Name).squeeze(0)) { Aggregate = BandAggregate.MaxMagnitude };
    }

    /// <summary>relu(gradient) where the ReLU was open.</summary>
    internal static TorchSharp.torch.Tensor Gradient(Targets.RegionTarget target, TorchSharp.torch.Tensor input, string method) =>
        CutNetwork.Gradient(
            target, input, target.LogitGradient, layer => layer.Kind == LayerKind.Relu,
            cut => cut.Gradient.clamp_min(0) * cut.Input.gt(0), method);
}
