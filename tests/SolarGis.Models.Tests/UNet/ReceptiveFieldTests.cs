// SPDX-License-Identifier: MIT
using SolarGis.Models.Tests.Support;
using SolarGis.Models.UNet;
using TorchSharp;

namespace SolarGis.Models.Tests.UNet;

public sealed class ReceptiveFieldTests
{
    [Theory]
    [InlineData(1, 2, 1, 2)]
    [InlineData(2, 10, 2, 10)]
    [InlineData(3, 26, 4, 28)]
    [InlineData(4, 58, 8, 64)]
    public void Fields_of_known_depths(int levels, int radius, int stride, int halo)
    {
        var field = RandomUNet.Configuration([.. Enumerable.Repeat(16, levels)]).ReceptiveField;
        Assert.Equal((radius, stride, halo), (field.Radius, field.Stride, field.AlignedHalo));
    }

    /// <summary>Which input pixels have a gradient, for an output pixel of every phase, decides where the field ends.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Gradients_reach_as_far_as_computed_and_no_farther(int levels)
    {
        using var scope = torch.NewDisposeScope();
        var configuration = RandomUNet.Configuration([.. Enumerable.Repeat(4, levels)]) with { PadTo = 0 };
        using var model = LinearLike(configuration);
        var field = configuration.ReceptiveField;
        const int size = 96;
        int centre = size / 2, before = 0, after = 0;
        for (int phase = 0; phase < field.Stride; phase++)
        {
            using var inner = torch.NewDisposeScope();
            var leaf = RandomUNet.Patch(size, size, torch.ScalarType.Float64).requires_grad_(true);
            model.Logits(leaf)[0, 0, centre + phase, centre + phase].backward();
            var touched = leaf.grad!.abs().amax(0, 1).data<double>().ToArray();
            var rows = Enumerable.Range(0, size).Where(row => Enumerable.Range(0, size).Any(column => touched[row * size + column] > 0)).ToList();
            var columns = Enumerable.Range(0, size).Where(column => Enumerable.Range(0, size).Any(row => touched[row * size + column] > 0)).ToList();
            Assert.Equal(rows, columns);
            before = Math.Max(before, centre + phase - rows[0]);
            after = Math.Max(after, rows[^1] - centre - phase);
        }

        Assert.Equal((field.Before, field.After), (before, after));
    }

    [Fact]
    public void A_crop_with_the_aligned_halo_is_exact_and_a_smaller_one_is_not()
    {
        using var scope = torch.NewDisposeScope();
        using var model = LinearLike(RandomUNet.Configuration(4, 4, 4) with { PadTo = 0 });
        var patch = RandomUNet.Patch(128, 128, torch.ScalarType.Float64);
        var whole = model.Logits(patch)[.., .., 60..68, 60..68];
        Assert.InRange(Difference(28), 0, 1e-13);
        Assert.True(Difference(20) > 1e-9, "A halo of 20 pixels must be too small for this network.");

        double Difference(int halo)
        {
            var crop = model.Logits(patch[.., .., (60 - halo)..(68 + halo), (60 - halo)..(68 + halo)]);
            return (crop[.., .., halo..(halo + 8), halo..(halo + 8)] - whole).abs().max().item<double>() / whole.abs().max().item<double>();
        }
    }

    [Fact]
    public void Shifting_by_the_stride_shifts_the_logits()
    {
        using var scope = torch.NewDisposeScope();
        using var model = LinearLike(RandomUNet.Configuration(4, 4, 4) with { PadTo = 0 });
        var patch = RandomUNet.Patch(132, 128, torch.ScalarType.Float64);
        var from0 = model.Logits(patch[.., .., 0..128, ..])[.., .., 32..96, 32..96];
        var from4 = model.Logits(patch[.., .., 4..132, ..])[.., .., 28..92, 32..96];
        Assert.InRange((from0 - from4).abs().max().item<double>() / from0.abs().max().item<double>(), 0, 1e-13);
    }

    /// <summary>Positive weights and biases: no ReLU is ever closed, so every path from input to output counts.</summary>
    static UNetModel LinearLike(UNetConfiguration configuration)
    {
        using var scope = torch.NewDisposeScope();
        using var module = new UNetModule(configuration with { Mean = [], StandardDeviation = [] });
        var state = UNetState.Of(module).ToDictionary(entry => entry.Key, entry => entry.Value.abs());
        return UNetModel.Create(module.Configuration, state, Descriptions.Of(configuration), torch.CPU, torch.ScalarType.Float64);
    }
}
