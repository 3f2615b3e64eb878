// SPDX-License-Identifier: MIT
using SolarGis.Models;
using SolarGis.Models.Packages;
using SolarGis.Models.UNet;
using TorchSharp;

namespace SolarGis.Analysis.Tests.Support;

/// <summary>Packages whose answers are known.</summary>
internal static class TestModels
{
    public const string Spectral = "spectral", Random = "random";

    /// <summary>Slope and offset of the spectral model: logit = Slope * B11 + Bias, with B11 in reflectance.</summary>
    public const double Slope = 20, Bias = -5;

    private static readonly string[] Roles = ["B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12"];

    /// <summary>A U-Net whose weights pass one band through and scale it: every number can be computed by hand.</summary>
    public static void SaveSpectral(string folder)
    {
        using var scope = torch.NewDisposeScope();
        using var frozen = torch.no_grad();
        var configuration = new UNetConfiguration { Bands = 10, Widths = [16, 16], BatchNorm = false };
        using var module = new UNetModule(configuration);
        foreach (var parameter in module.parameters()) parameter.zero_();
        var state = UNetState.Of(module).ToDictionary();
        state["enc1.conv1.weight"][0, 8, 1, 1] = 1f;
        state["enc1.conv2.weight"][0, 0, 1, 1] = 1f;
        // One of the two is the skip connection, the other comes from the bottleneck, which is 0.
        state["dec1.conv1.weight"][0, 0, 1, 1] = 1f;
        state["dec1.conv1.weight"][0, 16, 1, 1] = 1f;
        state["dec1.conv2.weight"][0, 0, 1, 1] = 1f;
        state["head.weight"][0, 0, 0, 0] = (float)Slope;
        state["head.bias"][0] = (float)Bias;
        UNetState.Load(module, state);
        Save(folder, Spectral, module);
    }

    /// <summary>A U-Net of three levels with random weights: every pixel depends on its neighbours.</summary>
    public static void SaveRandom(string folder)
    {
        torch.manual_seed(5);
        using var module = new UNetModule(new UNetConfiguration
        {
            Bands = 10,
            Widths = [16, 16, 16],
            Mean = [.. Enumerable.Repeat(0.2, 10)],
            StandardDeviation = [.. Enumerable.Repeat(0.05, 10)],
        });
        Save(folder, Random, module);
    }

    private static void Save(string folder, string name, UNetModule module) => ModelPackage.Save(Path.Combine(folder, name), module, new ModelManifest
    {
        Name = name,
        Version = "1.0.0",
        Bands = [.. Roles.Select((role, i) => new ModelBand(role, 490 + 100 * i, 0, 1))],
        Summary = "For tests.",
    });
}
