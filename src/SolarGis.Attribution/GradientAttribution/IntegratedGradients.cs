// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Options;
using TorchSharp;

namespace SolarGis.Attribution.GradientAttribution;

/// <summary>(x - x') times the gradient averaged along the straight line from the baseline x' to the patch x.</summary>
public sealed class IntegratedGradients : AttributionMethod
{
    const double Tolerance = 0.01;

    /// <inheritdoc/>
    public override string Name => "integrated_gradients";

    /// <inheritdoc/>
    public override string Title => "Integrated gradients";

    /// <inheritdoc/>
    public override string Description =>
        "Splits the difference between the model's answer here and on the baseline over all pixels and bands, so that the parts add up. " +
        "The first choice for a single polygon.";

    /// <inheritdoc/>
    public override string Reference => "Sundararajan, Taly and Yan 2017, Axiomatic Attribution for Deep Networks";

    /// <inheritdoc/>
    public override bool NeedsGradients => true;

    /// <inheritdoc/>
    public override bool Recommended => true;

    /// <inheritdoc/>
    public override IReadOnlyList<MethodOption> Options { get; } =
    [
        MethodOption.WholeNumber("steps", "Steps", "Gradients along the path; with early stopping the most that may be spent.", 50, 1, 2000),
        MethodOption.Choice("rule", "Quadrature", "How the path is sampled; midpoint leaves the smallest gap on ReLU networks.", QuadratureRule.Names),
        MethodOption.Flag(
            "early_stop", "Stop early",
            "Triples the steps until the gap and the change of the map are below 1 % (midpoint only); takes the most thorough level within the steps otherwise."),
    ];

    /// <inheritdoc/>
    protected override AttributionOutcome Compute(AttributionRun run)
    {
        int steps = run.Values.WholeNumber("steps");
        var rule = run.Values.Choice("rule");
        if (rule == "trapezoid" && steps < 2)
            throw new AttributionException("OPTION_INVALID", $"steps of {Name} is 1; the trapezoid rule needs at least 2.");
        if (!run.Values.Flag("early_stop"))
        {
            var quadrature = QuadratureRule.Create(rule, steps);
            var integral = PathIntegral.Add(run, null, quadrature.Nodes, quadrature.Weights, 0, steps);
            return Outcome(run, integral, []);
        }

        if (rule != "midpoint")
            throw new AttributionException("OPTION_INVALID", $"early_stop of {Name} needs the midpoint rule, whose points can be used again; rule is {rule}.");
        return Tripled(run, steps);
    }

    static AttributionOutcome Tripled(AttributionRun run, int most)
    {
        var level = most;
        while (level >= 12) level /= 3;
        torch.Tensor? sum = null, previous = null;
        for (var used = 0; ; level *= 3)
        {
            // The midpoints of m steps are every third midpoint of 3m: only the others are new.
            double[] nodes = [.. Enumerable.Range(0, level).Where(k => used == 0 || k % 3 != 1).Select(k => (k + 0.5) / level)];
            var next = PathIntegral.Add(run, sum, nodes, [.. nodes.Select(_ => 1.0)], used, most);
            sum?.Dispose();
            sum = next;
            used = level;
            var map = sum / level;
            var settled = previous is not null && IsSettled(run, map, previous);
            if (settled || level > most / 3)
            {
                return Outcome(run, map, [settled
                    ? $"Stopped after {used} of at most {most} steps: gap and change of the map are below 1 %."
                    : $"Spent {used} steps without settling to 1 %; raise the steps for a closer result."]);
            }

            previous?.Dispose();
            previous = map;
        }
    }

    /// <summary>A small gap alone can be a cancellation, so the map must have come to rest too.</summary>
    static bool IsSettled(AttributionRun run, torch.Tensor map, torch.Tensor previous)
    {
        using var scope = torch.NewDisposeScope();
        var attribution = (run.Input - run.Baseline) * map;
        var difference = run.ValueAtInput - run.ValueAtBaseline;
        var gap = Math.Abs(attribution.sum(torch.ScalarType.Float64).item<double>() - difference);
        // Where f(x) is close to f(baseline) a share of their difference would never be met.
        var scale = Math.Max(
            Math.Abs(difference), Math.Max(0.01 * Math.Max(Math.Abs(run.ValueAtInput), Math.Abs(run.ValueAtBaseline)), 1e-6));
        var change = ((run.Input - run.Baseline) * (map - previous)).norm().to(torch.ScalarType.Float64).item<double>();
        return gap <= Tolerance * scale && change <= Tolerance * attribution.norm().to(torch.ScalarType.Float64).item<double>();
    }

    static AttributionOutcome Outcome(AttributionRun run, torch.Tensor integral, IReadOnlyList<string> notes) =>
        new(((run.Input - run.Baseline) * integral).squeeze(0)) { IsComplete = true, Notes = notes };
}
