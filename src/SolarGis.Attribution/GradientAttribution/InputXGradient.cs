// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Options;

namespace SolarGis.Attribution.GradientAttribution;

/// <summary>The patch times the gradient.</summary>
public sealed class InputXGradient : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "input_x_gradient";

    /// <inheritdoc/>
    public override string Title => "Input x gradient";

    /// <inheritdoc/>
    public override string Description =>
        "Reflectance times sensitivity: a first-order guess at what each pixel adds compared with black. Fast; integrated gradients does it properly.";

    /// <inheritdoc/>
    public override string Reference => "Shrikumar et al. 2016, Not Just a Black Box";

    /// <inheritdoc/>
    public override bool NeedsGradients => true;

    /// <inheritdoc/>
    public override IReadOnlyList<MethodOption> Options => [];

    /// <inheritdoc/>
    protected override AttributionOutcome Compute(AttributionRun run)
    {
        run.Step("computing the gradient", 0);
        var (_, gradient) = run.Target.EvaluateWithGradient(run.Input);
        return new((run.Input * gradient).squeeze(0));
    }
}
