// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using SolarGis.Training.Simulation;

namespace SolarGis.Training.Tests.Simulation;

public sealed class FarmImplanterTests
{
    // Odd sizes on purpose: real images have them.
    private const int Width = 201, Height = 157;

    [Fact]
    public void Only_the_farms_and_their_blur_change()
    {
        float[] image = Ground();
        ImplantedScene scene = FarmImplanter.Implant(image, All(true), Width, Height, new(), 3);
        Assert.True(scene.Farms.Count >= 3);
        var farms = NetTopologySuite.Operation.Union.UnaryUnionOp.Union(scene.Farms.Select(farm => farm.Outline));
        int changed = 0;
        for (int i = 0; i < Width * Height; i++)
        {
            // The blur of a 20 m band ends after its own pixels and three standard deviations.
            bool far = farms.Distance(new Point(i % Width + 0.5, i / Width + 0.5)) > 8;
            for (int band = 0; band < 10; band++)
            {
                bool same = scene.Pixels[band * Width * Height + i] == image[band * Width * Height + i];
                if (far) Assert.True(same);
                else if (!same) changed++;
            }
        }
        Assert.True(changed > 1000);
    }

    [Fact]
    public void In_the_middle_of_a_dense_farm_the_panels_show()
    {
        var options = new ImplantOptions { Farms = 1, LeastHectares = 20, MostHectares = 25, LeastCover = 1 };
        ImplantedScene scene = FarmImplanter.Implant(Ground(), All(true), Width, Height, options, 5);
        SolarFarm farm = Assert.Single(scene.Farms);
        int[] core = [.. Enumerable.Range(0, Width * Height).Where(i =>
            farm.Outline.Contains(new Point(i % Width + 0.5, i / Width + 0.5))
            && farm.Outline.Boundary.Distance(new Point(i % Width + 0.5, i / Width + 0.5)) > 4)];
        Assert.NotEmpty(core);
        for (int band = 0; band < 10; band++)
        {
            // The median: roads and rows take some of it away.
            float[] values = [.. core.Select(i => scene.Pixels[band * Width * Height + i]).Order()];
            Assert.Equal(farm.Panel[band], values[values.Length / 2], 0.035);
        }
    }

    [Fact]
    public void Labels_add_up_to_the_outlines()
    {
        ImplantedScene scene = FarmImplanter.Implant(Ground(), All(true), Width, Height, new(), 11);
        Assert.Equal(scene.Farms.Sum(farm => farm.Outline.Area), scene.Labels.Count(label => label == 1), 0.05 * scene.Farms.Sum(farm => farm.Outline.Area));
    }

    [Fact]
    public void The_same_seed_gives_the_same_farms_and_another_others()
    {
        ImplantedScene first = FarmImplanter.Implant(Ground(), All(true), Width, Height, new(), 1);
        Assert.Equal(first.Pixels, FarmImplanter.Implant(Ground(), All(true), Width, Height, new(), 1).Pixels);
        Assert.NotEqual(first.Pixels, FarmImplanter.Implant(Ground(), All(true), Width, Height, new(), 2).Pixels);
    }

    [Fact]
    public void Nothing_is_built_on_water_or_where_there_is_no_data()
    {
        float[] image = Ground();
        bool[] valid = All(true);
        for (int i = 0; i < Width * Height; i++)
        {
            if (i % Width < 60) valid[i] = false;
            if (i % Width > 140) image[6 * Width * Height + i] = 0.02f;
        }
        ImplantedScene scene = FarmImplanter.Implant(image, valid, Width, Height, new() { MostHectares = 6 }, 9);
        Assert.NotEmpty(scene.Farms);
        Assert.All(scene.Farms, farm => Assert.True(farm.Outline.Centroid.X is > 58 and < 143));
    }

    [Fact]
    public void Where_no_farm_fits_none_is_placed()
    {
        ImplantedScene scene = FarmImplanter.Implant(Ground(), All(false), Width, Height, new(), 1);
        Assert.Empty(scene.Farms);
        Assert.Equal(Ground(), scene.Pixels);
        Assert.Throws<ArgumentException>(() => FarmImplanter.Implant(Ground(), All(true), Width, Height + 1, new(), 1));
    }

    // Bare soil with a little texture.
    private static float[] Ground() => [.. Enumerable.Range(0, 10 * Width * Height).Select(i => 0.2f + 0.01f * (i * 7 % 13 / 13f))];

    private static bool[] All(bool value) => [.. Enumerable.Repeat(value, Width * Height)];
}
