// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Options;
using SolarGis.Attribution.Targets;
using TorchSharp;

namespace SolarGis.Attribution.PerturbationAttribution;

/// <summary>Slides a window that holds the baseline over the patch; a pixel's value is the mean fall of f over the windows on it.</summary>
public sealed class Occlusion : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "occlusion";

    /// <inheritdoc/>
    public override string Title => "Occlusion";

    /// <inheritdoc/>
    public override string Description =>
        "Covers the patch window by window with the baseline and measures how far the model's answer falls. Easy to trust, because it only asks the model; coarse, because a window is what it resolves.";

    /// <inheritdoc/>
    public override string Reference => "Zeiler and Fergus 2014, Visualizing and Understanding Convolutional Networks";

    /// <inheritdoc/>
    public override bool NeedsGradients => false;

    /// <inheritdoc/>
    public override bool Recommended => true;

    /// <inheritdoc/>
    public override IReadOnlyList<MethodOption> Options { get; } =
    [
        MethodOption.WholeNumber("window", "Window", "Edge of the window, pixels.", 9, 1, 1024),
        MethodOption.WholeNumber("stride", "Stride", "Step between windows, pixels; at most the window, or pixels stay uncovered.", 4, 1, 1024),
        MethodOption.Choice("bands", "Bands", "Cover all bands at once, or each band by itself.", "all", "each"),
    ];

    /// <inheritdoc/>
    protected override AttributionOutcome Compute(AttributionRun run)
    {
        int window = run.Values.WholeNumber("window"), stride = run.Values.WholeNumber("stride");
        if (stride > window)
            throw new AttributionException("OPTION_INVALID", $"stride of {Name} is {stride} and the window {window}; a stride beyond the window leaves pixels uncovered.");
        var target = run.Target;
        var perBand = run.Values.Choice("bands") == "each";
        int layers = perBand ? target.Bands : 1, size = target.Width * target.Height;
        var places = Places(target, window, stride);
        // A window outside the receptive field changes nothing: its fall is exactly 0.
        (int Layer, Place Place)[] seen = [.. Enumerable.Range(0, layers).SelectMany(layer => places.Where(place => place.Overlaps(target.Crop)).Select(place => (layer, place)))];
        var sums = new double[layers * size];
        var batch = run.BatchSize(gradients: false);
        for (var start = 0; start < seen.Length; start += batch)
        {
            run.Step("covering the patch", (double)start / seen.Length);
            var chunk = seen[start..Math.Min(start + batch, seen.Length)];
            var values = Evaluate(run, chunk, perBand);
            for (var i = 0; i < chunk.Length; i++)
                chunk[i].Place.Add(sums.AsSpan(chunk[i].Layer * size, size), target.Width, run.ValueAtInput - values[i]);
        }

        var counts = new double[size];
        foreach (var place in places) place.Add(counts, target.Width, 1);
        for (var i = 0; i < sums.Length; i++) sums[i] /= counts[i % size];
        return new(torch.tensor(sums, [layers, target.Height, target.Width]).to(target.Model.Precision))
        {
            Aggregate = perBand ? BandAggregate.Sum : BandAggregate.Shared,
        };
    }

    static double[] Evaluate(AttributionRun run, (int Layer, Place Place)[] chunk, bool perBand)
    {
        using var scope = torch.NewDisposeScope();
        var patches = run.Input.repeat(chunk.Length, 1, 1, 1);
        for (var i = 0; i < chunk.Length; i++)
        {
            var (layer, place) = chunk[i];
            Window(patches[i], layer, place).copy_(Window(run.Baseline[0], layer, place));
        }

        return run.Target.Evaluate(patches);

        torch.Tensor Window(torch.Tensor patch, int layer, Place place)
        {
            var (row, column, height, width) = place.Within(run.Target.Crop);
            return (perBand ? patch.narrow(0, layer, 1) : patch).narrow(1, row, height).narrow(2, column, width);
        }
    }

    /// <summary>ceil((size - window) / stride) + 1 windows per dimension; the last is clipped, not shifted.</summary>
    static Place[] Places(RegionTarget target, int window, int stride)
    {
        int rows = Count(target.Height), columns = Count(target.Width);
        return [.. Enumerable.Range(0, rows).SelectMany(r => Enumerable.Range(0, columns).Select(c => new Place(
            r * stride, c * stride, Math.Min(window, target.Height - r * stride), Math.Min(window, target.Width - c * stride))))];

        int Count(int size) => size <= window ? 1 : (size - window + stride - 1) / stride + 1;
    }

    readonly record struct Place(int Row, int Column, int Height, int Width)
    {
        public bool Overlaps(PatchCrop crop) =>
            Row < crop.Row + crop.Height && Row + Height > crop.Row && Column < crop.Column + crop.Width && Column + Width > crop.Column;

        public (int Row, int Column, int Height, int Width) Within(PatchCrop crop)
        {
            int row = Math.Max(Row - crop.Row, 0), column = Math.Max(Column - crop.Column, 0);
            return (row, column, Math.Min(Row + Height - crop.Row, crop.Height) - row, Math.Min(Column + Width - crop.Column, crop.Width) - column);
        }

        public void Add(Span<double> map, int width, double value)
        {
            for (var row = Row; row < Row + Height; row++)
                foreach (ref var pixel in map.Slice(row * width + Column, Width)) pixel += value;
        }
    }
}
