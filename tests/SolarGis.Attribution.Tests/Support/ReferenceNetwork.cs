// SPDX-License-Identifier: MIT
using SolarGis.Models;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace SolarGis.Attribution.Tests.Support;

/// <summary>The reference's three-level U-Net, written out in plain functions.</summary>
public sealed class ReferenceNetwork : SegmentationModel
{
    readonly Dictionary<string, torch.Tensor> _weights = [];

    public ReferenceNetwork(ReferenceCase reference, torch.ScalarType precision)
    {
        OneDnn.SwitchOff();
        Precision = precision;
        foreach (var (name, array) in reference.Weights)
            _weights[name] = torch.tensor(array.Values, array.Shape).to(precision).DetachFromDisposeScope();
    }

    public override ModelDescription Description { get; } = new()
    {
        Name = "reference",
        Version = "1",
        Kind = "unet",
        Bands = [.. "B2 B3 B4 B5 B6 B7 B8 B8A B11 B12".Split(' ').Select(role => new ModelBand(role, 0, 0, 1))],
        Stride = 4,
        Halo = 28,
        Hash = "none",
    };

    public override torch.Device Device => torch.CPU;

    public override torch.ScalarType Precision { get; }

    public override bool SupportsGradients => true;

    public override string Execution => "test";

    public override torch.Tensor Logits(torch.Tensor patch)
    {
        var e1 = Block("enc1", patch);
        var e2 = Block("enc2", functional.max_pool2d(e1, 2));
        var z = Block("bott", functional.max_pool2d(e2, 2));
        var d2 = Block("dec2", torch.cat([Up("up2", z), e2], 1));
        var d1 = Block("dec1", torch.cat([Up("up1", d2), e1], 1));
        return functional.conv2d(d1, _weights["head.weight"], _weights["head.bias"]);
    }

    torch.Tensor Up(string name, torch.Tensor x) => functional.conv2d(
        functional.interpolate(x, scale_factor: [2, 2], mode: torch.InterpolationMode.Bilinear, align_corners: false),
        _weights[name + ".1.weight"], _weights[name + ".1.bias"]);

    torch.Tensor Block(string name, torch.Tensor x)
    {
        for (var i = 1; i <= 2; i++)
        {
            x = functional.conv2d(x, _weights[$"{name}.conv{i}.weight"], padding: [1, 1]);
            x = functional.batch_norm(
                x, _weights[$"{name}.bn{i}.running_mean"], _weights[$"{name}.bn{i}.running_var"],
                _weights[$"{name}.bn{i}.weight"], _weights[$"{name}.bn{i}.bias"]);
            x = functional.relu(x);
        }

        return x;
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var weight in _weights.Values) weight.Dispose();
    }
}
