// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Targets;
using SolarGis.Models;
using TorchSharp;

namespace SolarGis.Attribution.Tests.Support;

/// <summary>A model whose explanations are known in closed form: logit = sum of weight_b * reflectance_b, pixel by pixel.</summary>
public sealed class LinearModel : SegmentationModel
{
    readonly torch.Tensor _weights;

    public LinearModel(IReadOnlyList<double>? weights = null, bool supportsGradients = true)
    {
        Weights = weights ?? [1, -2, 0.5, 3, 0, -1, 2, 0.25, 4, -3];
        SupportsGradients = supportsGradients;
        _weights = torch.tensor(Weights.ToArray(), [1, Weights.Count, 1, 1]).DetachFromDisposeScope();
        Description = new()
        {
            Name = "linear",
            Version = "1",
            Kind = "test",
            Bands = [.. Weights.Select((_, index) => new ModelBand($"B{index + 1}", 0, 0, 1))],
            Stride = 4,
            Halo = 4,
            Hash = "none",
        };
    }

    public IReadOnlyList<double> Weights { get; }

    public override ModelDescription Description { get; }

    public override torch.Device Device => torch.CPU;

    public override torch.ScalarType Precision => torch.ScalarType.Float64;

    public override bool SupportsGradients { get; }

    public override string Execution => "closed form";

    public override torch.Tensor Logits(torch.Tensor patch) => (patch * _weights).sum(1, true);

    /// <summary>The mean logit over columns 4 to 7 of rows 4 to 7 of a 16x16 patch.</summary>
    public RegionTarget Target(TargetReduction reduction = TargetReduction.Mean, bool useCrop = true) =>
        new(this, Square(), 16, 16, TargetOutput.Logit, reduction, useCrop);

    public static bool[] Square() => [.. Enumerable.Range(0, 256).Select(i => i / 16 is >= 4 and < 8 && i % 16 is >= 4 and < 8)];

    protected override void Dispose(bool disposing) => _weights.Dispose();
}
