// SPDX-License-Identifier: MIT
using SolarGis.Models;
using TorchSharp;

namespace SolarGis.Attribution.Targets;

/// <summary>
/// The scalar that is explained: {logit or probability} x {mean or sum} of a model over a region, as a function of the patch.
/// </summary>
/// <remarks>
/// Owns its mask, not the model. Use it from one thread at a time. Patches may come at the patch's full size or at the
/// crop's; at full size they are cropped inside, which gives the same value for less work.
/// </remarks>
public sealed class RegionTarget : IDisposable
{
    readonly torch.Tensor _mask;
    readonly bool[] _region;

    /// <summary>Creates the target.</summary>
    /// <param name="model">The model; stays the caller's.</param>
    /// <param name="region">True inside the region, [row][column], row-major; length is width * height.</param>
    /// <param name="width">Columns of the patch, a multiple of the model's stride.</param>
    /// <param name="height">Rows of the patch, a multiple of the model's stride.</param>
    /// <param name="output">Logit or probability.</param>
    /// <param name="reduction">Mean or sum.</param>
    /// <param name="useCrop">False evaluates the whole patch each time: same values, slower.</param>
    public RegionTarget(
        SegmentationModel model, ReadOnlySpan<bool> region, int width, int height,
        TargetOutput output = TargetOutput.Logit, TargetReduction reduction = TargetReduction.Mean, bool useCrop = true)
    {
        ArgumentNullException.ThrowIfNull(model);
        var stride = Math.Max(model.Description.Stride, 1);
        if (width <= 0 || height <= 0 || width % stride != 0 || height % stride != 0)
            throw new AttributionException("PATCH_SIZE", $"The patch is {width}x{height} pixels; both must be positive multiples of the model's stride {stride}.");
        if (region.Length != width * height)
            throw new AttributionException("REGION_SIZE", $"The region's mask has {region.Length} pixels and the patch {width * height}; give one flag per pixel.");
        RegionPixels = region.Count(true);
        if (RegionPixels == 0)
            throw new AttributionException("REGION_EMPTY", "The region covers no pixel of the patch; draw it larger or inside the patch.");

        Model = model;
        Width = width;
        Height = height;
        Output = output;
        Reduction = reduction;
        Crop = useCrop
            ? PatchCrop.Around(region, width, height, model.Description.Halo, stride)
            : PatchCrop.Whole(width, height);
        _region = region.ToArray();
        using var scope = torch.NewDisposeScope();
        var mask = torch.tensor(_region, [1, 1, height, width], device: model.Device);
        _mask = Crop.Narrow(mask).to(model.Precision).contiguous().DetachFromDisposeScope();
    }

    /// <summary>The model.</summary>
    public SegmentationModel Model { get; }

    /// <summary>Columns of the whole patch.</summary>
    public int Width { get; }

    /// <summary>Rows of the whole patch.</summary>
    public int Height { get; }

    /// <summary>Number of input bands.</summary>
    public int Bands => Model.Description.Bands.Count;

    /// <summary>Logit or probability.</summary>
    public TargetOutput Output { get; }

    /// <summary>Mean or sum.</summary>
    public TargetReduction Reduction { get; }

    /// <summary>The part of the patch that the target depends on; the whole patch where cropping is off or the halo unknown.</summary>
    public PatchCrop Crop { get; }

    /// <summary>True inside the region, [row][column] of the whole patch.</summary>
    public ReadOnlySpan<bool> Region => _region;

    /// <summary>Pixels inside the region.</summary>
    public int RegionPixels { get; }

    /// <summary>Patches evaluated so far.</summary>
    public long Forwards { get; private set; }

    /// <summary>Patches differentiated so far.</summary>
    public long Backwards { get; private set; }

    /// <summary>The target of each patch.</summary>
    /// <param name="patches">[N, bands, H, W] at the patch's or the crop's size, on the model's device in its precision.</param>
    /// <returns>N values.</returns>
    public double[] Evaluate(torch.Tensor patches)
    {
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var values = Reduce(Model.Logits(ToCrop(patches)));
        Forwards += patches.shape[0];
        return ToDoubles(values);
    }

    /// <summary>The target of each patch and its gradient.</summary>
    /// <param name="patches">As for <see cref="Evaluate"/>; left unchanged.</param>
    /// <returns>N values, and the gradients in the shape of <paramref name="patches"/>, in the caller's dispose scope.</returns>
    public (double[] Values, torch.Tensor Gradients) EvaluateWithGradient(torch.Tensor patches)
    {
        if (!Model.SupportsGradients)
            throw new AttributionException("NO_GRADIENT", $"{Model.Description.Label} runs forward only; use a method that needs no gradients, such as occlusion.");
        using var gradientMode = torch.enable_grad();
        using var scope = torch.NewDisposeScope();
        var leaf = ToCrop(patches).detach().clone().requires_grad_(true);
        var values = Reduce(Model.Logits(leaf));
        values.sum().backward();
        var gradients = leaf.grad ?? throw new AttributionException(
            "NO_GRADIENT", "The model returned no gradient for its input; use a method that needs no gradients, such as occlusion.");
        Forwards += patches.shape[0];
        Backwards += patches.shape[0];
        if (patches.shape[^1] == Width && patches.shape[^2] == Height) gradients = Crop.Expand(gradients);
        return (ToDoubles(values), gradients.MoveToOuterDisposeScope());
    }

    /// <summary>The target of logits at the crop's size, differentiable: for methods that walk the network themselves.</summary>
    /// <param name="logits">[N, 1, crop height, crop width].</param>
    /// <returns>[N].</returns>
    public torch.Tensor Reduce(torch.Tensor logits)
    {
        var output = Output == TargetOutput.Probability ? logits.sigmoid() : logits;
        var sum = (output * _mask).sum([1, 2, 3]);
        return Reduction == TargetReduction.Mean ? sum / RegionPixels : sum;
    }

    /// <summary>Adds evaluations that a method made on the network itself.</summary>
    /// <param name="forwards">Patches evaluated.</param>
    /// <param name="backwards">Patches differentiated.</param>
    public void Count(long forwards, long backwards)
    {
        Forwards += forwards;
        Backwards += backwards;
    }

    /// <summary>[1, 1, crop height, crop width]: the derivative of the target with respect to the output that it is made of.</summary>
    internal torch.Tensor OutputGradient => Reduction == TargetReduction.Mean ? _mask / RegionPixels : _mask;

    /// <summary>The derivative of the target with respect to logits [N, 1, crop height, crop width], in their shape.</summary>
    internal torch.Tensor LogitGradient(torch.Tensor logits)
    {
        var weights = OutputGradient.expand_as(logits);
        if (Output == TargetOutput.Logit) return weights.contiguous();
        var probability = logits.sigmoid();
        return weights * probability * (1 - probability);
    }

    /// <summary>The same target on the whole patch; the caller disposes it.</summary>
    internal RegionTarget WithoutCrop() => new(Model, _region, Width, Height, Output, Reduction, useCrop: false);

    /// <inheritdoc/>
    public void Dispose() => _mask.Dispose();

    torch.Tensor ToCrop(torch.Tensor patches)
    {
        if (patches.shape is [_, var bands, var height, var width] && bands == Bands)
        {
            if (height == Crop.Height && width == Crop.Width) return patches;
            if (height == Height && width == Width) return Crop.Narrow(patches).contiguous();
        }

        throw new AttributionException(
            "PATCH_SIZE", $"Patches of shape [{string.Join(", ", patches.shape)}] do not fit a target of {Bands} bands and {Height}x{Width} pixels.");
    }

    static double[] ToDoubles(torch.Tensor values) =>
        values.detach().to(torch.ScalarType.Float64).cpu().data<double>().ToArray();
}
