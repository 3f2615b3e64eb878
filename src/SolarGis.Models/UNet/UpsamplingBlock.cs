// SPDX-License-Identifier: MIT
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SolarGis.Models.UNet;

/// <summary>Bilinear interpolation to twice the edges, then a 1x1 convolution; its parameters are "1.weight" and "1.bias".</summary>
internal sealed class UpsamplingBlock : nn.Module<Tensor, Tensor>
{
    private static readonly double[] Twice = [2, 2];
    private readonly string _stage;
    // In an array: a field that is a module would be registered a second time, under the field's name.
    private readonly Conv2d[] _convolution;

    public UpsamplingBlock(string stage, int inputs, int outputs) : base(stage)
    {
        _stage = stage;
        _convolution = [nn.Conv2d(inputs, outputs, 1L)];
        register_module("1", _convolution[0]);
    }

    public override Tensor forward(Tensor input) => Walk(input, null);

    public Tensor Walk(Tensor x, IActivationVisitor? visitor)
    {
        using var scope = visitor is null ? NewDisposeScope() : null;
        var larger = nn.functional.interpolate(x, scale_factor: Twice, mode: InterpolationMode.Bilinear, align_corners: false);
        x = visitor.Show(new(_stage + ".0", LayerKind.Upsample), x, larger);
        x = visitor.Show(new(_stage + ".1", LayerKind.Convolution), x, _convolution[0].forward(x));
        return scope is null ? x : x.MoveToOuterDisposeScope();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _convolution[0].Dispose();
        base.Dispose(disposing);
    }
}
