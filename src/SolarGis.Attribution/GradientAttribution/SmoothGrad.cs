// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Options;
using TorchSharp;

namespace SolarGis.Attribution.GradientAttribution;

/// <summary>The mean gradient over noisy copies of the patch.</summary>
public sealed class SmoothGrad : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "smoothgrad";

    /// <inheritdoc/>
    public override string Title => "SmoothGrad";

    /// <inheritdoc/>
    public override string Description =>
        "Averages the gradient over noisy copies of the patch, which removes most of the speckle of plain saliency. A clearer picture of sensitivity, at the cost of some twenty gradients.";

    /// <inheritdoc/>
    public override string Reference => "Smilkov et al. 2017, SmoothGrad: Removing Noise by Adding Noise";

    /// <inheritdoc/>
    public override bool NeedsGradients => true;

    /// <inheritdoc/>
    public override IReadOnlyList<MethodOption> Options { get; } =
    [
        .. NoisyGradients.Options,
        MethodOption.Choice("values", "Values", "The mean of the gradients, or the mean of their magnitudes (another map: the sign cancels nothing).", "signed", "absolute"),
    ];

    /// <inheritdoc/>
    protected override AttributionOutcome Compute(AttributionRun run)
    {
        var absolute = run.Values.Choice("values") == "absolute";
        using var sum = torch.zeros_like(run.Input, torch.ScalarType.Float64);
        NoisyGradients.ForEach(run, (_, gradients) => sum.add_((absolute ? gradients.abs() : gradients).sum(0, true)));
        return new((sum / run.Values.WholeNumber("samples")).squeeze(0).to(run.Input.dtype)) { Aggregate = BandAggregate.MaxMagnitude };
    }
}
