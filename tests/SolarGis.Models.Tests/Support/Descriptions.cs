// SPDX-License-Identifier: MIT
using SolarGis.Models.UNet;

namespace SolarGis.Models.Tests.Support;

static class Descriptions
{
    public static readonly string[] Roles = ["B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12"];

    public static ModelDescription Of(UNetConfiguration configuration) => new()
    {
        Name = "test",
        Version = "1",
        Kind = "unet",
        Bands = [.. Roles.Take(configuration.Bands).Select(role => new ModelBand(role, 0, 0, 1))],
        Stride = configuration.Stride,
        Halo = configuration.ReceptiveField.AlignedHalo,
        Hash = "none",
    };
}
