// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Options;
using SolarGis.Attribution.Targets;
using TorchSharp;

namespace SolarGis.Attribution.Features;

/// <summary>What a perturbation switches on and off as one: bands, superpixels or the caller's areas.</summary>
public sealed class FeatureSet
{
    readonly torch.Tensor? _labels;

    FeatureSet(FeatureKind kind, int count, int[]? labels, bool[] relevant, torch.Tensor? cropLabels)
    {
        (Kind, Count, Labels, Relevant) = (kind, count, labels, relevant);
        _labels = cropLabels;
    }

    /// <summary>Bands or areas.</summary>
    public FeatureKind Kind { get; }

    /// <summary>Number of features.</summary>
    public int Count { get; }

    /// <summary>Feature of every pixel of the patch, [row][column]; null for bands.</summary>
    public int[]? Labels { get; }

    /// <summary>False where a feature lies outside the crop: the target cannot depend on it.</summary>
    public IReadOnlyList<bool> Relevant { get; }

    /// <summary>The option by which a method's features are chosen; the first is the default.</summary>
    /// <param name="choices">Of bands, superpixels and areas.</param>
    public static MethodOption Option(params string[] choices) => MethodOption.Choice(
        "features", "Features", "What is switched on and off as one: whole bands, superpixels, or the areas that were drawn.", choices);

    /// <summary>The option for the number of superpixels.</summary>
    public static MethodOption SegmentsOption { get; } = MethodOption.WholeNumber(
        "segments", "Superpixels", "About how many superpixels the patch is cut into.", 50, 2, 1000);

    /// <summary>Name of a random stream: bands have streams of their own, so both kinds of feature can be drawn from one seed.</summary>
    public string StreamName(string purpose) => Kind == FeatureKind.Bands ? purpose + "_bands" : purpose;

    /// <summary>Makes the features that a run's settings name.</summary>
    public static FeatureSet Create(AttributionRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var target = run.Target;
        return run.Values.Choice("features") switch
        {
            "bands" => new(FeatureKind.Bands, target.Bands, null, [.. Enumerable.Repeat(true, target.Bands)], null),
            "superpixels" => OfAreas(target, Superpixels.Segment(run.Patch, run.Values.WholeNumber("segments"))),
            _ => OfAreas(target, run.FeatureLabels ?? throw new AttributionException(
                "FEATURES_MISSING", "No areas were given to attribute to; draw some, or choose superpixels or bands.")),
        };
    }

    /// <summary>Areas by label.</summary>
    /// <param name="target">The target, for patch and crop.</param>
    /// <param name="labels">0 .. K-1 for every pixel, [row][column].</param>
    public static FeatureSet OfAreas(RegionTarget target, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count != target.Width * target.Height)
            throw new AttributionException("FEATURES_INVALID", $"There are {labels.Count} feature labels and {target.Width * target.Height} pixels; give one label per pixel.");
        if (labels.Min() < 0) throw new AttributionException("FEATURES_INVALID", "A feature label is negative; number the features from 0.");
        int[] all = [.. labels];
        var count = all.Max() + 1;
        var relevant = new bool[count];
        var crop = target.Crop;
        var inside = new long[crop.Width * crop.Height];
        for (var row = 0; row < crop.Height; row++)
        {
            for (var column = 0; column < crop.Width; column++)
            {
                var label = all[(crop.Row + row) * target.Width + crop.Column + column];
                inside[row * crop.Width + column] = label;
                relevant[label] = true;
            }
        }

        return new(FeatureKind.Areas, count, all, relevant, torch.tensor(inside, device: target.Model.Device));
    }

    /// <summary>Cropped patches in which absent features hold the baseline.</summary>
    /// <param name="run">Input and baseline.</param>
    /// <param name="coalitions">One row per patch; true where a feature is present.</param>
    /// <returns>[N, bands, h, w] in the caller's dispose scope.</returns>
    public torch.Tensor Apply(AttributionRun run, IReadOnlyList<bool[]> coalitions)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(coalitions);
        using var scope = torch.NewDisposeScope();
        var rows = torch.tensor(coalitions.SelectMany(row => row).ToArray(), [coalitions.Count, Count], device: run.Input.device);
        var present = _labels is null
            ? rows.reshape(coalitions.Count, Count, 1, 1)
            : rows.index_select(1, _labels).reshape(coalitions.Count, 1, run.Target.Crop.Height, run.Target.Crop.Width);
        return torch.where(present, run.Input, run.Baseline).MoveToOuterDisposeScope();
    }

    /// <summary>Repeats each feature's value on its pixels of the whole patch and completes the outcome.</summary>
    public AttributionOutcome Outcome(AttributionRun run, double[] values, bool isComplete, params string[] notes)
    {
        ArgumentNullException.ThrowIfNull(run);
        var (height, width) = (run.Target.Height, run.Target.Width);
        var map = Kind == FeatureKind.Bands
            ? torch.tensor(values, [Count, 1, 1]).expand(Count, height, width).contiguous()
            : torch.tensor(Labels!.Select(label => values[label]).ToArray(), [1, height, width]);
        return new(map.to(run.Target.Model.Precision))
        {
            Aggregate = Kind == FeatureKind.Bands ? BandAggregate.Sum : BandAggregate.Shared,
            FeatureValues = values,
            Features = Kind,
            FeatureLabels = Labels,
            IsComplete = isComplete,
            Notes = notes,
        };
    }
}
