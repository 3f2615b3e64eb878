// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Options;
using SolarGis.Models.UNet;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace SolarGis.Attribution.GradientAttribution;

/// <summary>The channels of a layer, weighted by their mean gradient and summed.</summary>
public sealed class GradCam : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "grad_cam";

    /// <inheritdoc/>
    public override string Title => "Grad-CAM";

    /// <inheritdoc/>
    public override string Description =>
        "Shows where a layer of the network is active in a way that raises the answer. Coarse, over the whole patch and without bands; made for classifiers, so read it with care for a region.";

    /// <inheritdoc/>
    public override string Reference => "Selvaraju et al. 2017, Grad-CAM: Visual Explanations from Deep Networks";

    /// <inheritdoc/>
    public override bool NeedsGradients => true;

    /// <inheritdoc/>
    public override bool NeedsLayers => true;

    /// <summary>The option that names a stage of the U-Net.</summary>
    internal static MethodOption LayerOption { get; } = MethodOption.Choice(
        "layer", "Layer", "Stage of the network whose output is weighted; bott is the deepest and coarsest.",
        "bott", "dec1", "dec2", "dec3", "enc1", "enc2", "enc3");

    /// <inheritdoc/>
    public override IReadOnlyList<MethodOption> Options { get; } =
    [
        LayerOption,
        MethodOption.Flag("relu", "Positive only", "Keeps only what raises the answer."),
        MethodOption.Choice("interpolation", "Interpolation", "How the layer's map is brought to the patch's resolution.", "bilinear", "nearest"),
    ];

    /// <inheritdoc/>
    protected override AttributionOutcome Compute(AttributionRun run)
    {
        run.Step("weighting the layer", 0);
        var map = LayerMap(run, run.Values.Choice("layer"), Name);
        if (run.Values.Flag("relu")) map = map.relu();
        var mode = run.Values.Choice("interpolation") == "nearest" ? torch.InterpolationMode.Nearest : torch.InterpolationMode.Bilinear;
        return new(Resize(run, map, mode).squeeze(0)) { Aggregate = BandAggregate.Shared };
    }

    /// <summary>[1, 1, H, W] at the patch's size.</summary>
    internal static torch.Tensor Resize(AttributionRun run, torch.Tensor map, torch.InterpolationMode mode) =>
        functional.interpolate(map, [run.Target.Height, run.Target.Width], mode: mode, align_corners: mode == torch.InterpolationMode.Bilinear ? false : null);

    /// <summary>
    /// [1, 1, h, w] at the layer's resolution. On the whole patch, because activations beyond the region's receptive field count as well.
    /// </summary>
    internal static torch.Tensor LayerMap(AttributionRun run, string stage, string method)
    {
        var model = CutNetwork.Layered(run.Target.Model, method);
        using var gradientMode = torch.enable_grad();
        using var scope = torch.NewDisposeScope();
        using var whole = run.Target.WithoutCrop();
        var probe = new Probe(stage + ".relu2");
        var logits = model.Logits(run.Patch, probe);
        if (probe.Leaf is not { } activation)
            throw new AttributionException("LAYER_UNKNOWN", $"{model.Description.Label} has no stage {stage}; choose one of: {string.Join(", ", Stages(model))}.");
        whole.Reduce(logits).sum().backward();
        run.Target.Count(1, 1);
        var weights = activation.grad!.mean([2, 3], true);
        return (weights * activation.detach()).sum(1, true).MoveToOuterDisposeScope();
    }

    static IEnumerable<string> Stages(UNetModel model) =>
        model.Configuration.Layers.Where(layer => layer.Kind == LayerKind.Relu).Select(layer => layer.Stage).Distinct();

    /// <summary>Makes one layer's output the leaf that gradients are asked for.</summary>
    sealed class Probe(string name) : IActivationVisitor
    {
        public torch.Tensor? Leaf { get; private set; }

        public torch.Tensor Visit(Layer layer, torch.Tensor input, torch.Tensor output) =>
            layer.Name == name ? Leaf = output.detach().clone().requires_grad_(true) : output;
    }
}
