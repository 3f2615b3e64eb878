// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Features;
using SolarGis.Attribution.Options;

namespace SolarGis.Attribution.PerturbationAttribution;

/// <summary>Shapley values by all 2^n coalitions.</summary>
public sealed class ExactShapley : AttributionMethod
{
    const int MostFeatures = 14;

    /// <inheritdoc/>
    public override string Name => "exact_shapley";

    /// <inheritdoc/>
    public override string Title => "Shapley values (exact)";

    /// <inheritdoc/>
    public override string Description =>
        "Shares the difference between the model's answer here and on the baseline among the bands, counting every combination of them. The fairest answer to \"which bands?\"; about a thousand evaluations for ten bands.";

    /// <inheritdoc/>
    public override string Reference => "Shapley 1953, A Value for n-Person Games; Lundberg and Lee 2017";

    /// <inheritdoc/>
    public override bool NeedsGradients => false;

    /// <inheritdoc/>
    public override bool Recommended => true;

    /// <inheritdoc/>
    public override IReadOnlyList<MethodOption> Options { get; } = [FeatureSet.Option("bands", "areas")];

    /// <inheritdoc/>
    protected override AttributionOutcome Compute(AttributionRun run)
    {
        var features = FeatureSet.Create(run);
        int count = features.Count;
        if (count > MostFeatures)
            throw new AttributionException("TOO_MANY_FEATURES", $"Exact Shapley values of {count} features need 2^{count} evaluations; use at most {MostFeatures} features or shapley_sampling.");
        bool[][] coalitions = [.. Enumerable.Range(0, 1 << count).Select(set => Enumerable.Range(0, count).Select(i => (set >> i & 1) == 1).ToArray())];
        var v = new CoalitionGame(run, features).Values(coalitions, "evaluating all combinations");
        return features.Outcome(run, Values(v, count), isComplete: true);
    }

    /// <summary>Shapley values of a game that is known completely.</summary>
    /// <param name="v">Value of each coalition, indexed by its bit set.</param>
    /// <param name="count">Number of players.</param>
    public static double[] Values(IReadOnlyList<double> v, int count)
    {
        ArgumentNullException.ThrowIfNull(v);
        // |S|! (n - |S| - 1)! / n! by recurrence, which neither overflows nor cancels.
        var weights = new double[count];
        weights[0] = 1.0 / count;
        for (var size = 1; size < count; size++) weights[size] = weights[size - 1] * size / (count - size);
        var values = new double[count];
        for (var set = 0; set < 1 << count; set++)
        {
            var weight = int.PopCount(set) < count ? weights[int.PopCount(set)] : 0;
            for (var i = 0; i < count; i++)
            {
                if ((set >> i & 1) == 0) values[i] += weight * (v[set | 1 << i] - v[set]);
            }
        }

        return values;
    }
}
