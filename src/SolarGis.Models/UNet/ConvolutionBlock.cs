// SPDX-License-Identifier: MIT
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SolarGis.Models.UNet;

/// <summary>Two times 3x3 convolution, batch normalisation (where not folded) and ReLU.</summary>
internal sealed class ConvolutionBlock : nn.Module<Tensor, Tensor>
{
    private readonly string _stage;
    private readonly Conv2d[] _convolutions;
    private readonly BatchNorm2d[] _norms;

    public ConvolutionBlock(string stage, int inputs, int outputs, bool batchNorm) : base(stage)
    {
        _stage = stage;
        _convolutions =
        [
            nn.Conv2d(inputs, outputs, 3L, padding: 1L, bias: !batchNorm),
            nn.Conv2d(outputs, outputs, 3L, padding: 1L, bias: !batchNorm),
        ];
        _norms = batchNorm ? [nn.BatchNorm2d(outputs), nn.BatchNorm2d(outputs)] : [];
        for (int i = 0; i < 2; i++)
        {
            register_module($"conv{i + 1}", _convolutions[i]);
            if (batchNorm) register_module($"bn{i + 1}", _norms[i]);
        }
    }

    public override Tensor forward(Tensor input) => Walk(input, null);

    public Tensor Walk(Tensor x, IActivationVisitor? visitor)
    {
        // With a visitor the tensors are the caller's to keep; without one each is freed as soon as the next exists.
        using var scope = visitor is null ? NewDisposeScope() : null;
        for (int i = 0; i < 2; i++)
        {
            x = Step(x, $"{_stage}.conv{i + 1}", LayerKind.Convolution, _convolutions[i].forward);
            if (_norms.Length > 0) x = Step(x, $"{_stage}.bn{i + 1}", LayerKind.BatchNorm, _norms[i].forward);
            x = Step(x, $"{_stage}.relu{i + 1}", LayerKind.Relu, value => nn.functional.relu(value, inplace: visitor is null));
        }

        return scope is null ? x : x.MoveToOuterDisposeScope();

        Tensor Step(Tensor input, string name, LayerKind kind, Func<Tensor, Tensor> compute) =>
            visitor.Show(new(name, kind), input, compute(input));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var convolution in _convolutions) convolution.Dispose();
            foreach (var norm in _norms) norm.Dispose();
        }

        base.Dispose(disposing);
    }
}
