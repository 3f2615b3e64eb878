// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Features;
using SolarGis.Attribution.Numerics;
using SolarGis.Attribution.Options;
using TorchSharp;

namespace SolarGis.Attribution.PerturbationAttribution;

/// <summary>A sparse linear model of f around the patch, fitted to random perturbations weighted by their similarity.</summary>
public sealed class Lime : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "lime";

    /// <inheritdoc/>
    public override string Title => "LIME";

    /// <inheritdoc/>
    public override string Description =>
        "Switches random halves of the features off and fits a sparse linear model to the answers, most similar patches first. Known from other fields; its shares do not add up, and the penalty depends on the target's scale.";

    /// <inheritdoc/>
    public override string Reference => "Ribeiro, Singh and Guestrin 2016, \"Why Should I Trust You?\"";

    /// <inheritdoc/>
    public override bool NeedsGradients => false;

    /// <inheritdoc/>
    public override IReadOnlyList<MethodOption> Options { get; } =
    [
        FeatureSet.Option("superpixels", "bands", "areas"),
        FeatureSet.SegmentsOption,
        MethodOption.WholeNumber("samples", "Samples", "Number of evaluations.", 200, 4, 100000),
        MethodOption.Number("alpha", "Penalty", "Weight of the L1 penalty, in units of the target.", 0.01, 0, 1e6),
        MethodOption.Number("kernel_width", "Kernel width", "Width of the similarity kernel on the cosine distance.", 1, 1e-3, 1e3),
        MethodOption.Seed,
    ];

    /// <inheritdoc/>
    protected override AttributionOutcome Compute(AttributionRun run)
    {
        var features = FeatureSet.Create(run);
        var stream = run.Stream(features.StreamName("lime"));
        bool[][] rows = [.. Enumerable.Range(0, run.Values.WholeNumber("samples"))
            .Select(_ => stream.Doubles(features.Count).Select(u => u < 0.5).ToArray())];
        var v = new CoalitionGame(run, features).Values(rows, "switching features");
        var width = run.Values.Number("kernel_width");
        double[] weights = [.. Distances(run, features, rows).Select(distance => Math.Exp(-distance * distance / (2 * width * width)))];
        return features.Outcome(run, Lasso.Fit(rows, v, weights, run.Values.Number("alpha")), isComplete: false);
    }

    /// <summary>
    /// Cosine distance of each perturbed patch to the patch, over all pixels of the whole patch, from three sums per feature.
    /// </summary>
    static double[] Distances(AttributionRun run, FeatureSet features, bool[][] rows)
    {
        using var scope = torch.NewDisposeScope();
        var x = run.Patch.to(torch.ScalarType.Float64).cpu();
        var baseline = run.PatchBaseline.to(torch.ScalarType.Float64).cpu();
        var (own, mixed, other) = (Sums(x * x), Sums(x * baseline), Sums(baseline * baseline));
        var norm = Math.Sqrt(own.Sum());
        return [.. rows.Select(row =>
        {
            double dot = 0, squared = 0;
            for (var i = 0; i < row.Length; i++)
            {
                dot += row[i] ? own[i] : mixed[i];
                squared += row[i] ? own[i] : other[i];
            }

            return 1 - dot / Math.Max(norm * Math.Sqrt(squared), 1e-300);
        })];

        double[] Sums(torch.Tensor product)
        {
            if (features.Kind == FeatureKind.Bands) return product.sum([0, 2, 3]).data<double>().ToArray();
            var pixels = product.sum([0, 1]).reshape(-1).contiguous().data<double>().ToArray();
            var sums = new double[features.Count];
            for (var i = 0; i < pixels.Length; i++) sums[features.Labels![i]] += pixels[i];
            return sums;
        }
    }
}
