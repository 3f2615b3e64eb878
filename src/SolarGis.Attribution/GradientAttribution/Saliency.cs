// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Options;

namespace SolarGis.Attribution.GradientAttribution;

/// <summary>The gradient of the target with respect to every pixel and band, as magnitude or signed.</summary>
public sealed class Saliency : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "saliency";

    /// <inheritdoc/>
    public override string Title => "Gradient saliency";

    /// <inheritdoc/>
    public override string Description =>
        "Shows where the smallest change of a pixel would move the model's answer most. Fast, but it says how sensitive the model is, not what the answer rests on.";

    /// <inheritdoc/>
    public override string Reference => "Simonyan, Vedaldi and Zisserman 2014, Deep Inside Convolutional Networks";

    /// <inheritdoc/>
    public override bool NeedsGradients => true;

    /// <inheritdoc/>
    public override IReadOnlyList<MethodOption> Options { get; } =
    [
        MethodOption.Choice("values", "Values", "The gradient's magnitude, or the gradient with its sign.", "absolute", "signed"),
    ];

    /// <inheritdoc/>
    protected override AttributionOutcome Compute(AttributionRun run)
    {
        run.Step("computing the gradient", 0);
        var (_, gradient) = run.Target.EvaluateWithGradient(run.Input);
        var map = run.Values.Choice("values") == "absolute" ? gradient.abs() : gradient;
        return new(map.squeeze(0)) { Aggregate = BandAggregate.MaxMagnitude };
    }
}
