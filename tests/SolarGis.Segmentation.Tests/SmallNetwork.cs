// SPDX-License-Identifier: MIT
using SolarGis.Models;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace SolarGis.Segmentation.Tests;

/// <summary>A convolutional network of two poolings and a bilinear upsampling: stride 4, field below 28 pixels, random weights.</summary>
internal sealed class SmallNetwork : SegmentationModel
{
    private readonly torch.Tensor _first, _second, _third, _last;
    private readonly torch.Tensor _mean;

    public SmallNetwork(int halo = 28, int bands = 3, int width = 16, bool damaged = false)
    {
        Description = new()
        {
            Name = "small",
            Version = "1",
            Kind = "test",
            Stride = 4,
            Halo = halo,
            Hash = "00",
            Bands = [.. Enumerable.Range(0, bands).Select(band => new ModelBand($"B{band + 2}", 500, 0.3 + 0.1 * band, 0.2))],
        };
        using var generator = new torch.Generator(7);
        _first = Weights(generator, width, bands);
        _second = Weights(generator, width, width);
        _third = Weights(generator, width, width);
        _last = Weights(generator, 1, width);
        if (damaged) _last.fill_(float.NaN);
        _mean = torch.tensor(Description.Bands.Select(band => (float)band.Mean).ToArray()).view(1, -1, 1, 1).DetachFromDisposeScope();
    }

    public override ModelDescription Description { get; }

    public override torch.Device Device => torch.CPU;

    public override torch.ScalarType Precision => torch.ScalarType.Float32;

    public override bool SupportsGradients => true;

    public override string Execution => "libtorch cpu float32";

    public override torch.Tensor Logits(torch.Tensor patch)
    {
        torch.Tensor x = (patch - _mean) / 0.2;
        x = functional.relu(functional.conv2d(x, _first, padding: [1, 1]));
        x = functional.max_pool2d(x, 2);
        x = functional.relu(functional.conv2d(x, _second, padding: [1, 1]));
        x = functional.max_pool2d(x, 2);
        x = functional.relu(functional.conv2d(x, _third, padding: [1, 1]));
        x = functional.interpolate(x, scale_factor: [4, 4], mode: torch.InterpolationMode.Bilinear, align_corners: false);
        return 3 * (functional.conv2d(x, _last, padding: [1, 1]) - 0.2);
    }

    protected override void Dispose(bool disposing)
    {
        foreach (torch.Tensor tensor in (torch.Tensor[])[_first, _second, _third, _last, _mean]) tensor.Dispose();
    }

    private static torch.Tensor Weights(torch.Generator generator, int to, int from) =>
        (torch.randn([to, from, 3, 3], generator: generator) / Math.Sqrt(4.5 * from)).DetachFromDisposeScope();
}
