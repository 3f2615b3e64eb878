// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Targets;
using SolarGis.Attribution.Tests.Support;
using TorchSharp;

namespace SolarGis.Attribution.Tests.Targets;

public sealed class RegionTargetTests
{
    [Theory]
    [InlineData(TargetOutput.Logit, TargetReduction.Mean)]
    [InlineData(TargetOutput.Logit, TargetReduction.Sum)]
    [InlineData(TargetOutput.Probability, TargetReduction.Mean)]
    [InlineData(TargetOutput.Probability, TargetReduction.Sum)]
    public void Value_is_the_region_reduced(TargetOutput output, TargetReduction reduction)
    {
        using var scope = torch.NewDisposeScope();
        using var model = new LinearModel();
        using var target = new RegionTarget(model, LinearModel.Square(), 16, 16, output, reduction);
        var patches = torch.rand([3, 10, 16, 16], torch.ScalarType.Float64);
        var logits = model.Logits(patches);
        var square = (output == TargetOutput.Probability ? logits.sigmoid() : logits).narrow(2, 4, 4).narrow(3, 4, 4);
        var expected = reduction == TargetReduction.Mean ? square.mean([1, 2, 3]) : square.sum([1, 2, 3]);
        var values = target.Evaluate(patches);
        for (var i = 0; i < 3; i++) Assert.Equal(expected[i].item<double>(), values[i], 1e-12);
        Assert.Equal(3, target.Forwards);
        Assert.Equal(0, target.Backwards);
    }

    [Fact]
    public void Gradient_has_the_shape_of_what_was_given_and_is_counted()
    {
        using var scope = torch.NewDisposeScope();
        using var model = new LinearModel();
        using var target = model.Target(TargetReduction.Sum);
        var (_, gradients) = target.EvaluateWithGradient(torch.rand([2, 10, 16, 16], torch.ScalarType.Float64));
        Assert.Equal([2, 10, 16, 16], gradients.shape);
        Assert.Equal(model.Weights[3] * 16, gradients[1, 3].sum().item<double>(), 1e-12);
        Assert.Equal(0, gradients[0, .., ..3, ..].abs().sum().item<double>());
        Assert.Equal((2, 2), (target.Forwards, target.Backwards));
    }

    [Fact]
    public void Crop_is_the_region_grown_by_the_halo_on_the_strides_grid()
    {
        using var model = ReferenceNetwork.Create(ReferenceCase.Load("a64"), torch.ScalarType.Float64);
        var region = new bool[256 * 256];
        region[101 * 256 + 130] = true;
        region[110 * 256 + 121] = true;
        using var target = new RegionTarget(model, region, 256, 256);
        Assert.Equal(new PatchCrop(92, 72, 68, 68, 256, 256), target.Crop);
        using var whole = new RegionTarget(model, region, 256, 256, useCrop: false);
        Assert.False(whole.Crop.IsCropped);
    }

    [Fact]
    public void Distances_are_euclidean()
    {
        var region = new bool[40 * 30];
        region[10 * 40 + 5] = region[20 * 40 + 35] = true;
        var distances = RegionDistance.Compute(region, 40, 30);
        for (var row = 0; row < 30; row++)
            for (var column = 0; column < 40; column++)
                Assert.Equal(Math.Min(Math.Sqrt(Math.Pow(row - 10, 2) + Math.Pow(column - 5, 2)), Math.Sqrt(Math.Pow(row - 20, 2) + Math.Pow(column - 35, 2))), distances[row * 40 + column], 1e-9);
    }

    [Fact]
    public void An_empty_region_is_refused()
    {
        using var model = new LinearModel();
        var error = Assert.Throws<AttributionException>(() => new RegionTarget(model, new bool[256], 16, 16));
        Assert.Equal("REGION_EMPTY", error.Reason);
    }

    [Fact]
    public void A_patch_off_the_strides_grid_is_refused()
    {
        using var model = new LinearModel();
        Assert.Equal("PATCH_SIZE", Assert.Throws<AttributionException>(() => new RegionTarget(model, new bool[15 * 16], 15, 16)).Reason);
    }
}
