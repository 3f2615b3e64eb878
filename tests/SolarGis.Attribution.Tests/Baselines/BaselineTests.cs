// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Baselines;
using SolarGis.Attribution.Targets;
using SolarGis.Attribution.Tests.Support;
using TorchSharp;

namespace SolarGis.Attribution.Tests.Baselines;

public sealed class BaselineTests
{
    const int Size = 160;

    [Fact]
    public void Surroundings_are_the_ring_without_the_region_and_without_nodata()
    {
        using var scope = torch.NewDisposeScope();
        using var model = new LinearModel();
        var region = new bool[Size * Size];
        for (var row = 76; row < 84; row++) region.AsSpan(row * Size + 76, 8).Fill(true);
        using var target = new RegionTarget(model, region, Size, Size);
        var distance = RegionDistance.Compute(region, Size, Size);
        var valid = new bool[Size * Size];
        var pixels = new double[10 * Size * Size];
        for (var i = 0; i < valid.Length; i++)
        {
            var inRing = distance[i] is >= 16 and <= 64;
            valid[i] = i % 3 != 0;
            for (var band = 0; band < 10; band++) pixels[band * valid.Length + i] = !valid[i] ? double.NaN : inRing ? band + 0.5 : 99;
        }

        var baseline = new SurroundingsBaseline().Create(torch.tensor(pixels, [10, Size, Size]), target, valid);
        Assert.Equal(Enumerable.Range(0, 10).Select(band => band + 0.5), baseline[.., 0, 0].Values());
        Assert.True(baseline.eq(baseline[.., ..1, ..1]).all().item<bool>());
    }

    [Fact]
    public void Surroundings_of_a_region_that_leaves_no_ring_are_what_is_left_of_the_patch()
    {
        using var scope = torch.NewDisposeScope();
        using var model = new LinearModel();
        using var target = model.Target();
        var patch = torch.full([10, 16, 16], 0.2, torch.ScalarType.Float64);
        patch[.., 4..8, 4..8] = torch.tensor(0.9);
        Assert.Equal(0.2, new SurroundingsBaseline().Create(patch, target, null)[0, 0, 0].item<double>(), 1e-12);
    }

    [Fact]
    public void Patch_mean_is_the_references()
    {
        using var run = new Reference("a64", true);
        using var target = run.Case.Target(run.Model);
        using var scope = torch.NewDisposeScope();
        var baseline = new PatchMeanBaseline().Create(run.Case.Input(), target, null);
        Assert.InRange(Compare.RelativeL2(baseline[.., 0, 0].Values(), run.Case["baseline_mean"].Values), 0, 1e-6);
    }

    [Fact]
    public void Blurring_keeps_a_constant_and_ignores_nodata()
    {
        using var scope = torch.NewDisposeScope();
        using var model = new LinearModel();
        using var target = model.Target();
        var patch = torch.full([10, 16, 16], 0.3, torch.ScalarType.Float64);
        var valid = Enumerable.Range(0, 256).Select(i => i % 16 < 12).ToArray();
        patch[.., .., 12..] = torch.tensor(50.0);
        Assert.All(new BlurredBaseline().Create(patch, target, valid).Values(), value => Assert.Equal(0.3, value, 1e-12));
    }

    [Fact]
    public void An_unknown_baseline_is_named_with_those_there_are()
    {
        var error = Assert.Throws<AttributionException>(() => BaselineNames.Get("grey"));
        Assert.Equal("There is no baseline \"grey\"; choose one of: surroundings, patch-mean, zero, blurred.", error.Message);
    }
}
