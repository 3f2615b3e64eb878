// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Features;
using SolarGis.Attribution.Options;

namespace SolarGis.Attribution.PerturbationAttribution;

/// <summary>Shapley values within each area's neighbourhood; everything beyond it holds the baseline.</summary>
public sealed class LShapley : AttributionMethod
{
    const int LargestNeighbourhood = 12;

    /// <inheritdoc/>
    public override string Name => "l_shapley";

    /// <inheritdoc/>
    public override string Title => "L-Shapley";

    /// <inheritdoc/>
    public override string Description =>
        "Counts all combinations of an area with its neighbours only, on land where distant areas hardly interact. Exact within a neighbourhood; the shares do not add up to the whole.";

    /// <inheritdoc/>
    public override string Reference => "Chen, Song, Wainwright and Jordan 2019, L-Shapley and C-Shapley";

    /// <inheritdoc/>
    public override bool NeedsGradients => false;

    /// <inheritdoc/>
    public override IReadOnlyList<MethodOption> Options { get; } =
    [
        FeatureSet.Option("superpixels", "areas"),
        FeatureSet.SegmentsOption,
        MethodOption.WholeNumber("neighbours", "Neighbourhood", "Steps on the graph of touching areas; at most 12 areas are combined.", 1, 1, 3),
    ];

    /// <inheritdoc/>
    protected override AttributionOutcome Compute(AttributionRun run)
    {
        var features = FeatureSet.Create(run);
        var game = new CoalitionGame(run, features);
        var borders = AreaGraph.Borders(features.Labels!, run.Target.Width, features.Count);
        var values = new double[features.Count];
        for (var feature = 0; feature < features.Count; feature++)
        {
            if (!features.Relevant[feature]) continue;
            var members = AreaGraph.Neighbourhood(borders, feature, run.Values.WholeNumber("neighbours"), LargestNeighbourhood);
            bool[][] coalitions = [.. Enumerable.Range(0, 1 << members.Length).Select(set => Coalition(game, members, set))];
            var v = game.Values(coalitions, $"combining area {feature + 1} of {features.Count} with its neighbours");
            // The area itself is bit 0 of every neighbourhood.
            values[feature] = ExactShapley.Values(v, members.Length)[0];
        }

        return features.Outcome(run, values, isComplete: false);
    }

    static bool[] Coalition(CoalitionGame game, int[] members, int set)
    {
        var coalition = game.All(false);
        for (var i = 0; i < members.Length; i++) coalition[members[i]] = (set >> i & 1) == 1;
        return coalition;
    }
}
