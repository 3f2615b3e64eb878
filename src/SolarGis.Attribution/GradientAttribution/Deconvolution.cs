// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Options;
using SolarGis.Models.UNet;

namespace SolarGis.Attribution.GradientAttribution;

/// <summary>The gradient with the ReLU applied to it on the way back, whether it was open on the way there or not.</summary>
public sealed class Deconvolution : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "deconvolution";

    /// <inheritdoc/>
    public override string Title => "Deconvolution";

    /// <inheritdoc/>
    public override string Description =>
        "Runs the network backwards and keeps what excites it. Historical; like guided backpropagation it says more about the image than about the model.";

    /// <inheritdoc/>
    public override string Reference => "Zeiler and Fergus 2014, Visualizing and Understanding Convolutional Networks";

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
        var gradient = CutNetwork.Gradient(
            run.Target, run.Input, run.Target.LogitGradient, layer => layer.Kind == LayerKind.Relu, cut => cut.Gradient.clamp_min(0), Name);
        return new(gradient.squeeze(0)) { Aggregate = BandAggregate.MaxMagnitude };
    }
}
