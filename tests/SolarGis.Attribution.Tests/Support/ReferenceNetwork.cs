// SPDX-License-Identifier: MIT
using SolarGis.Models;
using SolarGis.Models.UNet;
using TorchSharp;

namespace SolarGis.Attribution.Tests.Support;

/// <summary>The reference's three-level network of base width 8: no padding of the bands, batch normalisation as it was trained.</summary>
static class ReferenceNetwork
{
    public static UNetModel Create(ReferenceCase reference, torch.ScalarType precision)
    {
        using var scope = torch.NewDisposeScope();
        var configuration = new UNetConfiguration { Bands = 10, Widths = [8, 16, 32], PadTo = 0 };
        var description = new ModelDescription
        {
            Name = "reference",
            Version = "1",
            Kind = "unet",
            Bands = [.. "B2 B3 B4 B5 B6 B7 B8 B8A B11 B12".Split(' ').Select(role => new ModelBand(role, 0, 0, 1))],
            Stride = configuration.Stride,
            Halo = configuration.ReceptiveField.AlignedHalo,
            Hash = "none",
        };
        var state = reference.Weights.ToDictionary(weight => weight.Name, weight => torch.tensor(weight.Array.Values, weight.Array.Shape));
        return UNetModel.Create(configuration, state, description, torch.CPU, precision, foldBatchNorm: false);
    }
}
