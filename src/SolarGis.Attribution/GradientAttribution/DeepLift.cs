// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Options;
using SolarGis.Attribution.Targets;
using SolarGis.Models.UNet;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace SolarGis.Attribution.GradientAttribution;

/// <summary>Differences from the baseline, handed back through the network by the rescale rule.</summary>
/// <remarks>
/// Patch and baseline pass together as a batch of two. ReLU and sigmoid get the slope between the two instead of the gradient.
/// Captum 0.8 has a rule for max-pooling as well, but on a network whose skip connections share the pool's input it does not come
/// into effect and the plain gradient is used: that is the default here, so that values compare; the rule itself is the other choice.
/// </remarks>
public sealed class DeepLift : AttributionMethod
{
    // Below this difference at a unit's input the slope is 0/0, and its limit is the gradient.
    const double Smallest = 1e-10;

    /// <inheritdoc/>
    public override string Name => "deeplift";

    /// <inheritdoc/>
    public override string Title => "DeepLIFT";

    /// <inheritdoc/>
    public override string Description =>
        "Compares every unit with its state on the baseline and hands the difference back to the pixels, so that the parts add up. Close to integrated gradients at the cost of one pass.";

    /// <inheritdoc/>
    public override string Reference => "Shrikumar, Greenside and Kundaje 2017, Learning Important Features Through Propagating Activation Differences (rescale rule)";

    /// <inheritdoc/>
    public override bool NeedsGradients => true;

    /// <inheritdoc/>
    public override bool NeedsLayers => true;

    /// <inheritdoc/>
    public override IReadOnlyList<MethodOption> Options { get; } =
    [
        MethodOption.Choice(
            "max_pool", "Max-pooling",
            "gradient: as Captum computes it on networks with skip connections. cross_maximum: the rule for max-pooling itself, which adds up exactly.",
            "gradient", "cross_maximum"),
    ];

    /// <inheritdoc/>
    protected override AttributionOutcome Compute(AttributionRun run)
    {
        run.Step("walking the network back", 0);
        var poolsAreCut = run.Values.Choice("max_pool") == "cross_maximum";
        var multipliers = CutNetwork.Gradient(
            run.Target, torch.cat([run.Input, run.Baseline]), logits => Seed(run.Target, logits),
            layer => layer.Kind == LayerKind.Relu || (poolsAreCut && layer.Kind == LayerKind.MaxPool),
            cut => cut.Layer.Kind == LayerKind.Relu ? Rescale(cut.Input, cut.Output, cut.Gradient, cut.Gradient * cut.Input.gt(0)) : MaxPool(cut), Name);
        return new(((run.Input - run.Baseline) * multipliers.narrow(0, 0, 1)).squeeze(0)) { IsComplete = true };
    }

    static torch.Tensor Seed(RegionTarget target, torch.Tensor logits)
    {
        if (target.Output == TargetOutput.Logit) return target.LogitGradient(logits);
        var probability = logits.sigmoid();
        var weights = target.OutputGradient.expand_as(logits);
        return Rescale(logits, probability, weights, weights * probability * (1 - probability));
    }

    static torch.Tensor Rescale(torch.Tensor input, torch.Tensor output, torch.Tensor gradient, torch.Tensor fallback)
    {
        var difference = Difference(input);
        return torch.where(difference.abs().lt(Smallest), fallback, gradient * Difference(output) / difference);
    }

    /// <summary>
    /// The output's difference is split at the larger of the two maxima; each part goes to its own branch's argmax, and the sum is
    /// divided by the input's difference.
    /// </summary>
    static torch.Tensor MaxPool(CutNetwork.Cut cut)
    {
        var input = cut.Input.detach();
        var (_, indices) = functional.max_pool2d_with_indices(input, [2L, 2L], [2L, 2L], [0L, 0L], [1L, 1L], false);
        var (own, reference) = (cut.Output.narrow(0, 0, 1), cut.Output.narrow(0, 1, 1));
        var larger = torch.maximum(own, reference);
        var split = Unpool(cut.Gradient * torch.cat([larger - reference, own - larger]), indices, input);
        var sum = (split.narrow(0, 0, 1) + split.narrow(0, 1, 1)).expand_as(input);
        var difference = Difference(input);
        return torch.where(difference.abs().lt(Smallest), Unpool(cut.Gradient, indices, input), sum / difference);
    }

    static torch.Tensor Unpool(torch.Tensor values, torch.Tensor indices, torch.Tensor input) =>
        torch.zeros_like(input).flatten(2).scatter_add(2, indices.flatten(2), values.flatten(2)).reshape(input.shape);

    /// <summary>Patch minus baseline, for both of the batch.</summary>
    static torch.Tensor Difference(torch.Tensor pair) => (pair.detach().narrow(0, 0, 1) - pair.detach().narrow(0, 1, 1)).expand_as(pair);
}
