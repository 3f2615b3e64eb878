// SPDX-License-Identifier: MIT
using SolarGis.Models.UNet;
using TorchSharp;

namespace SolarGis.Models.Tests.Support;

/// <summary>Networks with random weights.</summary>
static class RandomUNet
{
    public static UNetConfiguration Configuration(params int[] widths) => new()
    {
        Bands = 10,
        Widths = widths,
        Mean = [.. Enumerable.Repeat(0.2, 10)],
        StandardDeviation = [.. Enumerable.Repeat(0.1, 10)],
    };

    public static UNetModel Load(UNetConfiguration configuration, torch.ScalarType precision = torch.ScalarType.Float32, bool foldBatchNorm = true)
    {
        using var scope = torch.NewDisposeScope();
        using var module = new UNetModule(configuration);
        return UNetModel.Create(configuration, UNetState.Of(module), Descriptions.Of(configuration), torch.CPU, precision, foldBatchNorm);
    }

    public static torch.Tensor Patch(int height, int width, torch.ScalarType precision = torch.ScalarType.Float32)
    {
        var stream = new RandomStream(1, "patch");
        return torch.tensor(stream.Doubles(10 * height * width), [1, 10, height, width]).to(precision);
    }
}
