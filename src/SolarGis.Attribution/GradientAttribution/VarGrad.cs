// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Options;
using TorchSharp;

namespace SolarGis.Attribution.GradientAttribution;

/// <summary>The variance of the gradient over noisy copies of the patch.</summary>
public sealed class VarGrad : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "vargrad";

    /// <inheritdoc/>
    public override string Title => "VarGrad";

    /// <inheritdoc/>
    public override string Description =>
        "Shows where the gradient changes most between noisy copies of the patch: edges that the model decides by. Unsigned; read it beside SmoothGrad.";

    /// <inheritdoc/>
    public override string Reference => "Adebayo et al. 2018, Local Explanation Methods for Deep Neural Networks Lack Sensitivity to Parameter Values";

    /// <inheritdoc/>
    public override bool NeedsGradients => true;

    /// <inheritdoc/>
    public override IReadOnlyList<MethodOption> Options { get; } = NoisyGradients.Options;

    /// <inheritdoc/>
    protected override AttributionOutcome Compute(AttributionRun run)
    {
        // In float64: the difference of two nearly equal means would lose float32's digits.
        using var sum = torch.zeros_like(run.Input, torch.ScalarType.Float64);
        using var squares = torch.zeros_like(run.Input, torch.ScalarType.Float64);
        NoisyGradients.ForEach(run, (_, gradients) =>
        {
            var wide = gradients.to(torch.ScalarType.Float64);
            sum.add_(wide.sum(0, true));
            squares.add_((wide * wide).sum(0, true));
        });
        var samples = run.Values.WholeNumber("samples");
        var mean = sum / samples;
        return new((squares / samples - mean * mean).clamp_min(0).squeeze(0).to(run.Input.dtype)) { Aggregate = BandAggregate.MaxMagnitude };
    }
}
