// SPDX-License-Identifier: MIT
using SolarGis.Attribution.GradientAttribution;
using SolarGis.Attribution.Tests.Support;
using TorchSharp;

namespace SolarGis.Attribution.Tests.GradientAttribution;

/// <summary>Methods that change the gradient inside the network, against the reference.</summary>
public sealed class LayerReferenceTests
{
    [Theory, MemberData(nameof(Reference.CasesAndPrecisions), MemberType = typeof(Reference))]
    public void Guided_backpropagation_is_the_references(string name, bool isDouble)
    {
        using var run = new Reference(name, isDouble);
        run.AssertMap(new GuidedBackprop(), "guided_backprop", "zero");
    }

    [Theory, MemberData(nameof(Reference.CasesAndPrecisions), MemberType = typeof(Reference))]
    public void Deconvolution_is_the_references(string name, bool isDouble)
    {
        using var run = new Reference(name, isDouble);
        run.AssertMap(new Deconvolution(), "deconvolution", "zero");
    }

    [Theory, MemberData(nameof(Reference.CasesAndPrecisions), MemberType = typeof(Reference))]
    public void Deeplift_and_its_gap_are_the_references(string name, bool isDouble)
    {
        using var run = new Reference(name, isDouble);
        foreach (var baseline in (string[])["zero", "mean"])
        {
            using var result = run.Attribute(new DeepLift(), baseline);
            run.AssertClose("deeplift_" + baseline, result.Map.Values(), isDouble ? 1e-6 : 2e-3);
            var scale = Math.Abs(result.Certificate.ValueAtInput) + Math.Abs(result.Certificate.ValueAtBaseline);
            Assert.Equal(run.Case.Expected($"deeplift_{baseline}_delta", isDouble)[0], result.Certificate.CompletenessGap!.Absolute, (isDouble ? 1e-8 : 1e-4) * scale);
        }
    }

    [Theory]
    [InlineData("a64")]
    [InlineData("c64")]
    public void Deeplift_with_the_rule_for_max_pooling_is_complete(string name)
    {
        using var run = new Reference(name, true);
        using var result = run.Attribute(new DeepLift(), "mean", ("max_pool", "cross_maximum"));
        Assert.InRange(Math.Abs(result.Certificate.CompletenessGap!.Absolute), 0, 1e-10 * Math.Abs(result.Certificate.ValueAtInput));
    }

    [Theory, MemberData(nameof(Reference.CasesAndPrecisions), MemberType = typeof(Reference))]
    public void Deeplift_averaged_over_both_baselines_is_the_references_deeplift_shap(string name, bool isDouble)
    {
        using var run = new Reference(name, isDouble);
        using var zero = run.Attribute(new DeepLift(), "zero");
        using var mean = run.Attribute(new DeepLift(), "mean");
        using var scope = torch.NewDisposeScope();
        run.AssertClose("deeplift_shap", ((zero.Map + mean.Map) / 2).Values(), isDouble ? 1e-6 : 2e-3);
    }

    [Theory, MemberData(nameof(Reference.CasesAndPrecisions), MemberType = typeof(Reference))]
    public void Grad_cam_is_the_references(string name, bool isDouble)
    {
        using var run = new Reference(name, isDouble);
        run.AssertMap(new GradCam(), "layer_gradcam_bott_relu_bilinear", "zero", ("relu", "true"));
        run.AssertMap(new GradCam(), "layer_gradcam_dec1", "zero", ("layer", "dec1"));
        using var result = run.Attribute(new GradCam(), "zero", ("interpolation", "nearest"));
        using var scope = torch.NewDisposeScope();
        run.AssertClose("layer_gradcam_bott", torch.nn.functional.avg_pool2d(result.Map.unsqueeze(0), 4).Values(), isDouble ? 1e-6 : 2e-3);
    }

    [Theory, MemberData(nameof(Reference.CasesAndPrecisions), MemberType = typeof(Reference))]
    public void Guided_grad_cam_is_the_references(string name, bool isDouble)
    {
        using var run = new Reference(name, isDouble);
        run.AssertMap(new GuidedGradCam(), "guided_gradcam", "zero");
    }

    [Fact]
    public void A_model_without_visible_layers_is_refused_never_answered_with_plain_gradients()
    {
        using var model = new LinearModel();
        using var target = model.Target();
        using var patch = torch.rand([10, 16, 16], torch.ScalarType.Float64);
        foreach (var method in AttributionMethods.All.Where(method => method.NeedsLayers))
        {
            var error = Assert.Throws<AttributionException>(() => method.Attribute(target, patch, new(), cancel: TestContext.Current.CancellationToken));
            Assert.Equal("METHOD_NEEDS_LAYERS", error.Reason);
            Assert.Contains("integrated_gradients", error.Message, StringComparison.Ordinal);
        }
    }
}
