// SPDX-License-Identifier: MIT
using SolarGis.Attribution.PerturbationAttribution;
using SolarGis.Attribution.Tests.Support;

namespace SolarGis.Attribution.Tests.PerturbationAttribution;

/// <summary>Every perturbation method against the reference, draws included.</summary>
public sealed class PerturbationReferenceTests
{
    [Theory, MemberData(nameof(Reference.CasesAndPrecisions), MemberType = typeof(Reference))]
    public void Occlusion_of_all_bands_is_the_references(string name, bool isDouble)
    {
        using var run = new Reference(name, isDouble);
        using var result = run.Attribute(new Occlusion(), "zero", ("window", "9"), ("stride", "4"));
        var all = Enumerable.Repeat(result.Map.Values(), 10).SelectMany(map => map).ToArray();
        run.AssertClose("occlusion_allbands", all, isDouble ? 1e-6 : 2e-3);
    }

    [Theory, MemberData(nameof(Reference.CasesAndPrecisions), MemberType = typeof(Reference))]
    public void Occlusion_of_each_band_is_the_references(string name, bool isDouble)
    {
        using var run = new Reference(name, isDouble);
        run.AssertMap(new Occlusion(), "occlusion_perband", "mean", ("window", "16"), ("stride", "12"), ("bands", "each"));
    }

    [Theory, MemberData(nameof(Reference.CasesAndPrecisions), MemberType = typeof(Reference))]
    public void Ablation_is_the_references(string name, bool isDouble)
    {
        using var run = new Reference(name, isDouble);
        run.AssertFeatures(new FeatureAblation(), "ablation_superpixels_groups", "mean", ("features", "areas"));
        run.AssertFeatures(new FeatureAblation(), "ablation_bands_groups", "zero", ("features", "bands"));
    }

    [Theory, MemberData(nameof(Reference.CasesAndPrecisions), MemberType = typeof(Reference))]
    public void Exact_shapley_values_of_ten_bands_are_the_enumerated_ones(string name, bool isDouble)
    {
        using var run = new Reference(name, isDouble);
        using var result = run.Attribute(new ExactShapley(), "zero");
        // The enumeration ran in float32 only.
        run.AssertClose("oracle_shapley_10bands_groups", result.FeatureValues!, 1e-4);
        Assert.Equal(1024, result.Certificate.Forwards);
        Assert.InRange(Math.Abs(result.Certificate.CompletenessGap!.Absolute), 0, 1e-5 * Math.Abs(result.Certificate.ValueAtInput));
    }

    [Theory, MemberData(nameof(Reference.CasesAndPrecisions), MemberType = typeof(Reference))]
    public void Shapley_sampling_is_the_references(string name, bool isDouble)
    {
        using var run = new Reference(name, isDouble);
        run.AssertFeatures(new ShapleySampling(), "shapley_sampling_groups", "mean", ("features", "areas"));
        run.AssertFeatures(new ShapleySampling(), "shapley_sampling_bands_groups", "zero", ("features", "bands"));
    }

    [Theory, MemberData(nameof(Reference.CasesAndPrecisions), MemberType = typeof(Reference))]
    public void Kernel_shap_with_captums_estimator_is_the_references(string name, bool isDouble)
    {
        using var run = new Reference(name, isDouble);
        // Captum fits the regression in float32 even where the model runs in float64.
        run.AssertFeatures(new KernelShap(), "kernel_shap_groups", "mean", 2e-5, ("features", "areas"), ("estimator", "captum"));
        run.AssertFeatures(new KernelShap(), "kernel_shap_bands_groups", "zero", 2e-5, ("features", "bands"), ("estimator", "captum"), ("samples", "200"));
    }

    [Theory, MemberData(nameof(Reference.CasesAndPrecisions), MemberType = typeof(Reference))]
    public void Lime_is_the_references(string name, bool isDouble)
    {
        using var run = new Reference(name, isDouble);
        run.AssertFeatures(new Lime(), "lime_groups", "mean", ("features", "areas"));
        run.AssertFeatures(new Lime(), "lime_small_alpha_groups", "mean", ("features", "areas"), ("alpha", "0.00001"));
    }

    [Theory, MemberData(nameof(Reference.CasesAndPrecisions), MemberType = typeof(Reference))]
    public void L_shapley_is_the_definition_enumerated(string name, bool isDouble)
    {
        using var run = new Reference(name, isDouble);
        using var result = run.Attribute(new LShapley(), "mean", ("features", "areas"));
        // The enumeration ran in float32 only.
        run.AssertClose("oracle_l_shapley_groups", result.FeatureValues!, 1e-4);
    }
}
