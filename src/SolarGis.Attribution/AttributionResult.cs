// SPDX-License-Identifier: MIT
using System.Globalization;
using SolarGis.Attribution.Certificates;
using TorchSharp;

namespace SolarGis.Attribution;

/// <summary>An explanation: maps on the whole patch, their sums, and the certificate. Frees its two tensors when disposed.</summary>
public sealed class AttributionResult : IDisposable
{
    AttributionResult(torch.Tensor map, torch.Tensor aggregate, Certificate certificate) =>
        (Map, Aggregate, Certificate) = (map, aggregate, certificate);

    /// <summary>
    /// [bands, H, W] on the whole patch in the CPU's memory, 0 outside the crop; [1, H, W] where all bands share one map. Where
    /// <see cref="FeatureValues"/> is set it repeats a feature's value on each of its pixels: never sum it then.
    /// </summary>
    public torch.Tensor Map { get; }

    /// <summary>[H, W]: the bands in one map, as the method displays it.</summary>
    public torch.Tensor Aggregate { get; }

    /// <summary>Everything that a reader needs to judge the explanation.</summary>
    public Certificate Certificate { get; }

    /// <summary>One value per feature (band or area); null for methods over pixels.</summary>
    public IReadOnlyList<double>? FeatureValues { get; private init; }

    /// <summary>Feature of every pixel, [row][column]; null unless features are areas.</summary>
    public IReadOnlyList<int>? FeatureLabels { get; private init; }

    /// <summary>Whether the values can be negative.</summary>
    public bool IsSigned { get; private init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Map.Dispose();
        Aggregate.Dispose();
    }

    internal static AttributionResult Create(
        IAttributionMethod method, AttributionRun run, AttributionOutcome outcome, string baseline,
        long forwards, long backwards, TimeSpan elapsed)
    {
        using var scope = torch.NewDisposeScope();
        var target = run.Target;
        var map = outcome.Map.detach();
        if (map.shape[^1] != target.Width || map.shape[^2] != target.Height) map = target.Crop.Expand(map);
        map = map.cpu().contiguous();
        if (ReferenceEquals(map, outcome.Map)) map = map.clone();
        if (!map.isfinite().all().item<bool>())
            throw new AttributionException("NON_FINITE", $"{method.Title} gave values that are not finite; choose another baseline or method.");
        var aggregate = (outcome.Aggregate switch
        {
            BandAggregate.MaxMagnitude => map.abs().amax([0]),
            BandAggregate.Sum => map.sum([0]),
            _ => map[0].clone(),
        }).contiguous();

        var sums = AttributionSums.Measure(map, target, outcome);
        var certificate = new Certificate
        {
            Method = method.Name,
            MethodTitle = method.Title,
            Reference = method.Reference,
            Settings = run.Values.All,
            Target = new(target.Output.ToString().ToLowerInvariant(), target.Reduction.ToString().ToLowerInvariant(), target.RegionPixels),
            Baseline = new(baseline, BandMeans(run.PatchBaseline)),
            ValueAtInput = run.ValueAtInput,
            ValueAtBaseline = run.ValueAtBaseline,
            CompletenessGap = outcome.IsComplete ? CompletenessGap.Of(sums.Total, run.ValueAtInput, run.ValueAtBaseline) : null,
            Bands = [.. target.Model.Description.Bands.Select(band => band.Role)],
            BandTotals = sums.BandTotals,
            BandShares = sums.BandShares,
            ShareInside = sums.ShareInside,
            Forwards = forwards,
            Backwards = backwards,
            Seconds = elapsed.TotalSeconds,
            Seed = run.Values.All.TryGetValue("seed", out var seed) ? long.Parse(seed, CultureInfo.InvariantCulture) : null,
            Crop = new(
                target.Crop.IsCropped, target.Crop.Column, target.Crop.Row, target.Crop.Width, target.Crop.Height,
                target.Width, target.Height),
            Model = new(target.Model.Description.Label, target.Model.Description.Hash),
            Execution = target.Model.Execution,
            Precision = target.Model.Precision.ToString().ToLowerInvariant(),
            Notes = outcome.Notes,
        };
        return new(map.DetachFromDisposeScope(), aggregate.DetachFromDisposeScope(), certificate)
        {
            FeatureValues = outcome.FeatureValues,
            FeatureLabels = outcome.FeatureLabels,
            IsSigned = map.lt(0).any().item<bool>(),
        };
    }

    static double[] BandMeans(torch.Tensor baseline) =>
        baseline.to(torch.ScalarType.Float64).mean([0, 2, 3]).cpu().data<double>().ToArray();
}
