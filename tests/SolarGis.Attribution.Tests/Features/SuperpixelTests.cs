// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Features;
using TorchSharp;

namespace SolarGis.Attribution.Tests.Features;

public sealed class SuperpixelTests
{
    [Fact]
    public void Areas_follow_edges_and_are_connected_and_numbered_without_gaps()
    {
        using var scope = torch.NewDisposeScope();
        var patch = torch.full([1, 3, 48, 64], 0.1, torch.ScalarType.Float64);
        patch[0, .., 10..30, 15..50] = torch.tensor(0.6);
        var labels = Superpixels.Segment(patch, 24);
        Assert.Equal(Enumerable.Range(0, labels.Max() + 1), labels.Distinct().Order());
        Assert.InRange(labels.Max() + 1, 12, 48);
        var bright = patch[0, 0].reshape(-1).contiguous().data<double>().ToArray().Select(value => value > 0.5).ToArray();
        Assert.All(labels.Zip(bright).GroupBy(pixel => pixel.First), area => Assert.Single(area.Select(pixel => pixel.Second).Distinct()));
        Assert.Equal(labels, Superpixels.Segment(patch, 24));
    }
}
