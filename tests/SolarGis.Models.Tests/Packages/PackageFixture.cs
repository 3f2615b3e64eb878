// SPDX-License-Identifier: MIT
using SolarGis.Models.Packages;
using SolarGis.Models.Tests.Support;
using SolarGis.Models.UNet;

namespace SolarGis.Models.Tests.Packages;

static class PackageFixture
{
    public static ModelManifest Manifest(string name = "tiny", string version = "0.1.0") => new()
    {
        Name = name,
        Version = version,
        Bands = [.. Descriptions.Roles.Select((role, index) => new ModelBand(role, 490 + index, 0, 1))],
        Summary = "Random weights: finds nothing.",
        Licence = "MIT",
        TrainingData = "none",
        Scores = [new("IoU", 0.01, "nothing")],
    };

    /// <summary>Saves a small network with random weights.</summary>
    public static ModelPackage Save(string folder, string name = "tiny", string version = "0.1.0")
    {
        using var module = new UNetModule(RandomUNet.Configuration(16, 16));
        return ModelPackage.Save(folder, module, Manifest(name, version));
    }
}
