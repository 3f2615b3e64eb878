// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Targets;
using SolarGis.Models;
using SolarGis.Models.UNet;
using TorchSharp;

namespace SolarGis.Attribution.GradientAttribution;

/// <summary>
/// A pass through a network whose graph is cut at chosen layers, so that the gradient can be changed by a rule at each of them.
/// </summary>
/// <remarks>
/// The output of a cut layer goes on as a fresh leaf. Walking the cuts backwards, each leaf's gradient is complete when the walk
/// arrives, because everything that used it was visited later.
/// </remarks>
sealed class CutNetwork : IActivationVisitor
{
    readonly Func<Layer, bool> _isCut;
    readonly List<Cut> _cuts = [];

    CutNetwork(Func<Layer, bool> isCut) => _isCut = isCut;

    /// <summary>The gradient of weighted logits with respect to the input, changed by a rule at every cut.</summary>
    /// <param name="target">The target, for model and counters.</param>
    /// <param name="patches">[N, bands, h, w] at the target's crop.</param>
    /// <param name="seed">From logits [N, 1, h, w] (detached) to the gradient that the walk starts with.</param>
    /// <param name="isCut">Which layers are cut.</param>
    /// <param name="rule">From a cut (with the gradient at its output) to the gradient at its input.</param>
    /// <param name="method">Name of the method, for the message.</param>
    /// <returns>[N, bands, h, w] in the caller's dispose scope.</returns>
    public static torch.Tensor Gradient(
        RegionTarget target, torch.Tensor patches, Func<torch.Tensor, torch.Tensor> seed, Func<Layer, bool> isCut,
        Func<Cut, torch.Tensor> rule, string method)
    {
        var model = Layered(target.Model, method);
        using var gradientMode = torch.enable_grad();
        using var scope = torch.NewDisposeScope();
        var network = new CutNetwork(isCut);
        var leaf = patches.detach().clone().requires_grad_(true);
        var logits = model.Logits(leaf, network);
        logits.backward([seed(logits.detach())]);
        foreach (var cut in Enumerable.Reverse(network._cuts))
        {
            using var noGradient = torch.no_grad();
            var gradient = rule(cut);
            using var enabled = torch.enable_grad();
            cut.Input.backward([gradient]);
        }

        target.Count(patches.shape[0], patches.shape[0]);
        return leaf.grad!.MoveToOuterDisposeScope();
    }

    /// <summary>The model as one whose layers can be seen; anything else is refused, never answered with plain gradients.</summary>
    public static UNetModel Layered(SegmentationModel model, string method) =>
        model as UNetModel ?? throw new AttributionException(
            "METHOD_NEEDS_LAYERS",
            $"{method} needs to see the network's layers and {model.Description.Label} ({model.Description.Kind}) hides them; " +
            $"use one of: {string.Join(", ", AttributionMethods.WithoutLayers)}.");

    /// <inheritdoc/>
    public torch.Tensor Visit(Layer layer, torch.Tensor input, torch.Tensor output)
    {
        if (!_isCut(layer)) return output;
        var leaf = output.detach().clone().requires_grad_(true);
        _cuts.Add(new(layer, input, leaf));
        return leaf;
    }

    /// <summary>A place where the graph was cut.</summary>
    /// <param name="Layer">The layer.</param>
    /// <param name="Input">What went in, still tied to the graph before it.</param>
    /// <param name="Output">What came out, the leaf of the graph after it.</param>
    internal sealed record Cut(Layer Layer, torch.Tensor Input, torch.Tensor Output)
    {
        /// <summary>The gradient that reached the output.</summary>
        public torch.Tensor Gradient => Output.grad!;
    }
}
