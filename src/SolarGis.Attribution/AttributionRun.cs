// SPDX-License-Identifier: MIT
using System.Diagnostics;
using SolarGis.Attribution.Options;
using SolarGis.Attribution.Targets;
using SolarGis.Models;
using TorchSharp;

namespace SolarGis.Attribution;

/// <summary>One explanation under way: what a method works with.</summary>
public sealed class AttributionRun
{
    // Activations of the default U-Net per pixel in float32, estimated from its channel counts: what one patch of a batch takes.
    const int BytesPerPixelForward = 2048, BytesPerPixelBackward = 4096;
    // More pixels than this per batch fall out of a processor's cache and gain nothing.
    const int PixelsPerBatchOnCpu = 2 * 256 * 256;
    const int LargestBatch = 64;

    readonly IAttributionMethod _method;
    readonly MethodOptions _options;
    readonly IProgress<AttributionProgress>? _progress;
    readonly long _startForwards, _startBackwards;
    readonly long _started = Stopwatch.GetTimestamp();

    internal AttributionRun(
        IAttributionMethod method, RegionTarget target, torch.Tensor patch, MethodOptions options, OptionValues values,
        IProgress<AttributionProgress>? progress, CancellationToken cancel)
    {
        (_method, _options, _progress) = (method, options, progress);
        (Target, Values, Cancel) = (target, values, cancel);
        (_startForwards, _startBackwards) = (target.Forwards, target.Backwards);
        CheckValid(target, options.Valid);

        Patch = Prepare(patch, target);
        PatchBaseline = options.Baseline.Create(Patch.squeeze(0), target, options.Valid).unsqueeze(0);
        RequireFinite(PatchBaseline, "baseline");
        Input = target.Crop.Narrow(Patch).contiguous();
        Baseline = target.Crop.Narrow(PatchBaseline).contiguous();
        ValueAtInput = target.Evaluate(Input)[0];
        ValueAtBaseline = target.Evaluate(Baseline)[0];
        if (!double.IsFinite(ValueAtInput) || !double.IsFinite(ValueAtBaseline))
            throw new AttributionException("NON_FINITE", "The model returned values that are not finite; check the model and the imagery's radiometry.");
    }

    /// <summary>The scalar that is explained.</summary>
    public RegionTarget Target { get; }

    /// <summary>The method's settings.</summary>
    public OptionValues Values { get; }

    /// <summary>[1, bands, H, W], the whole patch, in the model's precision and on its device.</summary>
    public torch.Tensor Patch { get; }

    /// <summary>[1, bands, H, W], the baseline of the whole patch.</summary>
    public torch.Tensor PatchBaseline { get; }

    /// <summary>[1, bands, h, w], the patch cropped.</summary>
    public torch.Tensor Input { get; }

    /// <summary>[1, bands, h, w], the baseline cropped.</summary>
    public torch.Tensor Baseline { get; }

    /// <summary>f(x).</summary>
    public double ValueAtInput { get; }

    /// <summary>f(baseline).</summary>
    public double ValueAtBaseline { get; }

    /// <summary>Raised when the explanation is no longer wanted.</summary>
    public CancellationToken Cancel { get; }

    /// <summary>Feature labels that the caller gave.</summary>
    public IReadOnlyList<int>? FeatureLabels => _options.FeatureLabels;

    /// <summary>The named stream of random numbers of this run.</summary>
    public RandomStream Stream(string name) => new((ulong)Values.WholeNumber("seed"), name);

    /// <summary>Between two batches: ends a cancelled run, else reports progress.</summary>
    /// <param name="stage">What happens.</param>
    /// <param name="fraction">0 to 1.</param>
    public void Step(string stage, double fraction)
    {
        Cancel.ThrowIfCancellationRequested();
        _progress?.Report(new(stage, Math.Clamp(fraction, 0, 1), Target.Forwards - _startForwards));
    }

    /// <summary>How many cropped patches one batch holds.</summary>
    /// <param name="gradients">Whether they are differentiated.</param>
    /// <exception cref="AttributionException">The batch that was asked for, or one patch alone, is over the memory budget.</exception>
    public int BatchSize(bool gradients)
    {
        var pixels = (long)Target.Crop.Width * Target.Crop.Height;
        var bytes = pixels * (gradients ? BytesPerPixelBackward : BytesPerPixelForward);
        if (Target.Model.Precision == torch.ScalarType.Float64) bytes *= 2;
        var fits = _options.MemoryBudget / bytes;
        if (fits < 1)
            throw new AttributionException(
                "TARGET_TOO_LARGE",
                $"One patch of {Target.Crop.Width}x{Target.Crop.Height} pixels needs about {bytes >> 20} MB and the budget is {_options.MemoryBudget >> 20} MB; draw a smaller region.");
        if (_options.BatchSize is { } asked)
        {
            if (asked < 1) throw new AttributionException("OPTION_INVALID", $"The batch size is {asked}; give at least 1.");
            return asked <= fits ? asked : throw new AttributionException(
                "BATCH_OVER_MEMORY", $"A batch of {asked} needs about {asked * bytes >> 20} MB and the budget is {_options.MemoryBudget >> 20} MB; at most {fits} fit.");
        }

        if (Target.Model.Device.type == DeviceType.CPU) fits = Math.Min(fits, Math.Max(1, PixelsPerBatchOnCpu / pixels));
        return (int)Math.Min(fits, LargestBatch);
    }

    internal AttributionResult Finish(AttributionOutcome outcome)
    {
        Cancel.ThrowIfCancellationRequested();
        return AttributionResult.Create(
            _method, this, outcome, _options.Baseline.Name,
            Target.Forwards - _startForwards, Target.Backwards - _startBackwards, Stopwatch.GetElapsedTime(_started));
    }

    static torch.Tensor Prepare(torch.Tensor patch, RegionTarget target)
    {
        var whole = patch.dim() == 3 ? patch.unsqueeze(0) : patch;
        if (whole.dim() != 4 || whole.shape[0] != 1 || whole.shape[1] != target.Bands || whole.shape[2] != target.Height || whole.shape[3] != target.Width)
            throw new AttributionException(
                "PATCH_SIZE",
                $"The patch has shape [{string.Join(", ", patch.shape)}]; the target needs [{target.Bands}, {target.Height}, {target.Width}].");
        RequireFinite(whole, "patch");
        return whole.detach().to(target.Model.Precision).to(target.Model.Device);
    }

    static void RequireFinite(torch.Tensor tensor, string what)
    {
        using var scope = torch.NewDisposeScope();
        if (!tensor.isfinite().all().item<bool>())
            throw new AttributionException("NON_FINITE", $"The {what} has values that are not finite; set nodata pixels to 0 and mark them invalid.");
    }

    static void CheckValid(RegionTarget target, IReadOnlyList<bool>? valid)
    {
        if (valid is null) return;
        var region = target.Region;
        if (valid.Count != region.Length)
            throw new AttributionException("PATCH_SIZE", $"The validity mask has {valid.Count} pixels and the patch {region.Length}; give one flag per pixel.");
        for (var i = 0; i < region.Length; i++)
        {
            if (region[i] && valid[i]) return;
        }

        throw new AttributionException("REGION_NODATA", "The region covers only nodata or masked pixels; choose another place or date.");
    }
}
