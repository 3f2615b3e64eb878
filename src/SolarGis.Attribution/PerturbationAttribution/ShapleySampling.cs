// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Features;
using SolarGis.Attribution.Options;

namespace SolarGis.Attribution.PerturbationAttribution;

/// <summary>Shapley values estimated from random orders in which features arrive.</summary>
public sealed class ShapleySampling : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "shapley_sampling";

    /// <inheritdoc/>
    public override string Title => "Shapley values (sampled)";

    /// <inheritdoc/>
    public override string Description =>
        "Adds the features in random orders and averages what each contributes on arrival; the parts add up exactly. For more features than the exact Shapley values can take.";

    /// <inheritdoc/>
    public override string Reference => "Strumbelj and Kononenko 2010; antithetic: Mitchell et al. 2022, Sampling Permutations for Shapley Value Estimation";

    /// <inheritdoc/>
    public override bool NeedsGradients => false;

    /// <inheritdoc/>
    public override IReadOnlyList<MethodOption> Options { get; } =
    [
        FeatureSet.Option("superpixels", "bands", "areas"),
        FeatureSet.SegmentsOption,
        MethodOption.WholeNumber("permutations", "Orders", "Number of random orders; each costs one evaluation per feature.", 20, 1, 10000),
        MethodOption.Choice("sampling", "Sampling", "Independent orders, or each followed by its reverse, which varies less.", "plain", "antithetic"),
        MethodOption.Seed,
    ];

    /// <inheritdoc/>
    protected override AttributionOutcome Compute(AttributionRun run)
    {
        var features = FeatureSet.Create(run);
        var game = new CoalitionGame(run, features);
        var orders = Orders(run, features);
        List<bool[]> coalitions = [];
        foreach (var order in orders)
        {
            var coalition = game.All(false);
            coalitions.Add([.. coalition]);
            foreach (var feature in order)
            {
                coalition[feature] = true;
                coalitions.Add([.. coalition]);
            }
        }

        var v = game.Values(coalitions, "adding features");
        var values = new double[features.Count];
        for (var k = 0; k < orders.Length; k++)
        {
            var first = k * (features.Count + 1);
            for (var i = 0; i < features.Count; i++) values[orders[k][i]] += (v[first + i + 1] - v[first + i]) / orders.Length;
        }

        return features.Outcome(run, values, isComplete: true);
    }

    static int[][] Orders(AttributionRun run, FeatureSet features)
    {
        var stream = run.Stream(features.StreamName("perms"));
        var antithetic = run.Values.Choice("sampling") == "antithetic";
        var orders = new int[run.Values.WholeNumber("permutations")][];
        for (var k = 0; k < orders.Length; k++)
            orders[k] = antithetic && k % 2 == 1 ? [.. orders[k - 1].Reverse()] : stream.Permutation(features.Count);
        return orders;
    }
}
