// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Features;
using SolarGis.Attribution.Numerics;
using SolarGis.Attribution.Options;
using SolarGis.Models;

namespace SolarGis.Attribution.PerturbationAttribution;

/// <summary>Shapley values estimated by a weighted linear regression over random coalitions.</summary>
public sealed class KernelShap : AttributionMethod
{
    const double EndWeight = 1e6;

    /// <inheritdoc/>
    public override string Name => "kernel_shap";

    /// <inheritdoc/>
    public override string Title => "Kernel SHAP";

    /// <inheritdoc/>
    public override string Description =>
        "Switches random sets of features on and off and fits the shares that explain the model's answers best. Needs fewer evaluations than sampling orders when there are many features.";

    /// <inheritdoc/>
    public override string Reference => "Lundberg and Lee 2017; paired: Covert and Lee 2021, Improving KernelSHAP";

    /// <inheritdoc/>
    public override bool NeedsGradients => false;

    /// <inheritdoc/>
    public override IReadOnlyList<MethodOption> Options { get; } =
    [
        FeatureSet.Option("superpixels", "bands", "areas"),
        FeatureSet.SegmentsOption,
        MethodOption.WholeNumber("samples", "Samples", "Number of evaluations.", 300, 4, 100000),
        MethodOption.Choice(
            "estimator", "Estimator",
            "Paired: each set with its complement, the shares made to add up. Captum: as Captum computes it, for comparison.", "paired", "captum"),
        MethodOption.Seed,
    ];

    /// <inheritdoc/>
    protected override AttributionOutcome Compute(AttributionRun run)
    {
        var features = FeatureSet.Create(run);
        var game = new CoalitionGame(run, features);
        int samples = run.Values.WholeNumber("samples");
        return run.Values.Choice("estimator") == "captum"
            ? features.Outcome(run, Unconstrained(run, game, samples), isComplete: false)
            : features.Outcome(run, Constrained(run, game, samples), isComplete: true);
    }

    /// <summary>Random coalitions whose size k is drawn in proportion to (M-1) / (k (M-k)), so that all weigh the same.</summary>
    internal static IEnumerable<bool[]> Draw(RandomStream stream, int count)
    {
        double[] weights = [.. Enumerable.Range(1, Math.Max(count - 1, 0)).Select(k => (count - 1.0) / (k * (count - k)))];
        var sum = weights.Sum();
        while (true)
        {
            var u = stream.NextDouble();
            var (size, cumulative) = (1, weights[0] / sum);
            while (u >= cumulative && size < weights.Length) cumulative += weights[size++] / sum;
            var coalition = new bool[count];
            foreach (var feature in stream.Permutation(count)[..size]) coalition[feature] = true;
            yield return coalition;
        }
    }

    /// <summary>Captum's: all and none with weight 1e6, the others 1; unconstrained, with intercept.</summary>
    static double[] Unconstrained(AttributionRun run, CoalitionGame game, int samples)
    {
        var count = game.Features.Count;
        RequireFeatures(count);
        bool[][] rows = [game.All(true), game.All(false), .. Draw(run.Stream(game.Features.StreamName("coalitions")), count).Take(samples - 2)];
        var v = game.Values(rows, "switching features");
        var size = count + 1;
        var matrix = new double[size, size];
        var right = new double[size];
        for (var row = 0; row < rows.Length; row++)
        {
            var weight = row < 2 ? EndWeight : 1;
            double[] x = [.. rows[row].Select(present => present ? 1.0 : 0.0), 1];
            for (var i = 0; i < size; i++)
            {
                right[i] += weight * x[i] * v[row];
                for (var j = 0; j < size; j++) matrix[i, j] += weight * x[i] * x[j];
            }
        }

        return LinearSystem.Solve(matrix, right, Advice(samples, count))[..count];
    }

    /// <summary>Each coalition with its complement; the shares add up to f(x) - f(baseline) by a Lagrange multiplier.</summary>
    static double[] Constrained(AttributionRun run, CoalitionGame game, int samples)
    {
        var count = game.Features.Count;
        if (count == 1) return [run.ValueAtInput - run.ValueAtBaseline];
        bool[][] rows = [.. Draw(run.Stream(game.Features.StreamName("coalitions")), count).Take(samples / 2).SelectMany(row => (bool[][])[row, [.. row.Select(present => !present)]])];
        var v = game.Values(rows, "switching features");
        var matrix = new double[count + 1, count + 1];
        var right = new double[count + 1];
        for (var row = 0; row < rows.Length; row++)
        {
            for (var i = 0; i < count; i++)
            {
                if (!rows[row][i]) continue;
                right[i] += (v[row] - run.ValueAtBaseline) / rows.Length;
                for (var j = 0; j < count; j++) matrix[i, j] += rows[row][j] ? 1.0 / rows.Length : 0;
            }
        }

        for (var i = 0; i < count; i++) matrix[i, count] = matrix[count, i] = 1;
        right[count] = run.ValueAtInput - run.ValueAtBaseline;
        return LinearSystem.Solve(matrix, right, Advice(samples, count))[..count];
    }

    static void RequireFeatures(int count)
    {
        if (count < 2) throw new AttributionException("TOO_FEW_FEATURES", "Kernel SHAP needs at least 2 features; use feature_ablation for one.");
    }

    static string Advice(int samples, int count) =>
        $"{samples} samples do not determine {count} shares; raise samples or use fewer features.";
}
