// SPDX-License-Identifier: MIT
using SolarGis.Models.Tests.Support;
using TorchSharp;

namespace SolarGis.Models.Tests.UNet;

public sealed class ReferenceParityTests
{
    [Theory]
    [InlineData(torch.ScalarType.Float64, true)]
    [InlineData(torch.ScalarType.Float64, false)]
    [InlineData(torch.ScalarType.Float32, true)]
    [InlineData(torch.ScalarType.Float32, false)]
    public void Logits_are_those_of_the_reference(torch.ScalarType precision, bool foldBatchNorm)
    {
        using var scope = torch.NewDisposeScope();
        using var model = ReferenceUNet.Load(precision, foldBatchNorm);
        var logits = model.Logits(ReferenceUNet.Input(precision));
        Assert.Equal([1, 1, 64, 64], logits.shape);
        Assert.False(logits.requires_grad);
        Assert.InRange(Numbers.RelativeL2(logits.Values(), ReferenceUNet.Logits), 0, precision == torch.ScalarType.Float64 ? 1e-6 : 1e-5);
    }

    [Fact]
    public void Folding_batch_norm_changes_nothing_but_rounding()
    {
        using var scope = torch.NewDisposeScope();
        using var folded = ReferenceUNet.Load(torch.ScalarType.Float64, foldBatchNorm: true);
        using var plain = ReferenceUNet.Load(torch.ScalarType.Float64, foldBatchNorm: false);
        var input = ReferenceUNet.Input(torch.ScalarType.Float64);
        Assert.InRange(Numbers.RelativeL2(folded.Logits(input).Values(), plain.Logits(input).Values()), 0, 1e-13);
    }
}
