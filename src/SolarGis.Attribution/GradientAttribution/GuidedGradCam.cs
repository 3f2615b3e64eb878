// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Options;
using TorchSharp;

namespace SolarGis.Attribution.GradientAttribution;

/// <summary>Guided backpropagation times the positive part of Grad-CAM.</summary>
public sealed class GuidedGradCam : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "guided_grad_cam";

    /// <inheritdoc/>
    public override string Title => "Guided Grad-CAM";

    /// <inheritdoc/>
    public override string Description =>
        "The crisp edges of guided backpropagation where Grad-CAM is positive. Good looking; inherits the weaknesses of both.";

    /// <inheritdoc/>
    public override string Reference => "Selvaraju et al. 2017, Grad-CAM: Visual Explanations from Deep Networks";

    /// <inheritdoc/>
    public override bool NeedsGradients => true;

    /// <inheritdoc/>
    public override bool NeedsLayers => true;

    /// <inheritdoc/>
    public override IReadOnlyList<MethodOption> Options { get; } = [GradCam.LayerOption];

    /// <inheritdoc/>
    protected override AttributionOutcome Compute(AttributionRun run)
    {
        run.Step("walking the network back", 0);
        var guided = run.Target.Crop.Expand(GuidedBackprop.Gradient(run.Target, run.Input, Name));
        run.Step("weighting the layer", 0.5);
        var map = GradCam.LayerMap(run, run.Values.Choice("layer"), Name).relu();
        return new((guided * GradCam.Resize(run, map, torch.InterpolationMode.Nearest)).squeeze(0)) { Aggregate = BandAggregate.MaxMagnitude };
    }
}
