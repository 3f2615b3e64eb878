// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Features;
using SolarGis.Attribution.Options;

namespace SolarGis.Attribution.PerturbationAttribution;

/// <summary>f(x) minus f of the patch without one feature, feature by feature.</summary>
public sealed class FeatureAblation : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "feature_ablation";

    /// <inheritdoc/>
    public override string Title => "Feature ablation";

    /// <inheritdoc/>
    public override string Description =>
        "Replaces one band or one area at a time by the baseline and measures how far the model's answer falls. Plain and fast; features that stand in for each other look unimportant.";

    /// <inheritdoc/>
    public override string Reference => "Zeiler and Fergus 2014, Visualizing and Understanding Convolutional Networks";

    /// <inheritdoc/>
    public override bool NeedsGradients => false;

    /// <inheritdoc/>
    public override IReadOnlyList<MethodOption> Options { get; } =
        [FeatureSet.Option("superpixels", "bands", "areas"), FeatureSet.SegmentsOption];

    /// <inheritdoc/>
    protected override AttributionOutcome Compute(AttributionRun run)
    {
        var features = FeatureSet.Create(run);
        var game = new CoalitionGame(run, features);
        bool[][] without = [.. Enumerable.Range(0, features.Count).Select(feature =>
        {
            var coalition = game.All(true);
            coalition[feature] = false;
            return coalition;
        })];
        double[] values = [.. game.Values(without, "ablating features").Select(value => run.ValueAtInput - value)];
        return features.Outcome(run, values, isComplete: false);
    }
}
