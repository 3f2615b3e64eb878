// SPDX-License-Identifier: MIT
using SolarGis.Attribution.GradientAttribution;
using SolarGis.Attribution.PerturbationAttribution;

namespace SolarGis.Attribution;

/// <summary>The methods by name, in one place. A new method is one file, its test and one line here.</summary>
public static class AttributionMethods
{
    /// <summary>Every method, recommended ones first.</summary>
    public static IReadOnlyList<IAttributionMethod> All { get; } =
    [
        new IntegratedGradients(),
        new Occlusion(),
        new ExactShapley(),
        new Saliency(),
        new InputXGradient(),
        new SmoothGrad(),
        new VarGrad(),
        new FeatureAblation(),
        new ShapleySampling(),
        new KernelShap(),
        new Lime(),
        new LShapley(),
        new DeepLift(),
        new GuidedBackprop(),
        new Deconvolution(),
        new GradCam(),
        new GuidedGradCam(),
    ];

    /// <summary>The method that an empty name stands for.</summary>
    public static IAttributionMethod Default => All[0];

    /// <summary>Names of the methods that serve forward-only models.</summary>
    public static IEnumerable<string> WithoutGradients => All.Where(method => !method.NeedsGradients).Select(method => method.Name);

    /// <summary>Names of the methods that serve models whose layers are hidden (TorchScript).</summary>
    public static IEnumerable<string> WithoutLayers => All.Where(method => !method.NeedsLayers).Select(method => method.Name);

    /// <summary>Finds a method; empty means the default.</summary>
    /// <exception cref="AttributionException">There is no such method; the message names those there are.</exception>
    public static IAttributionMethod Get(string? name) =>
        string.IsNullOrEmpty(name)
            ? Default
            : All.FirstOrDefault(method => method.Name == name) ?? throw new AttributionException(
                "METHOD_UNKNOWN", $"There is no attribution method \"{name}\"; choose one of: {string.Join(", ", All.Select(method => method.Name))}.");
}
