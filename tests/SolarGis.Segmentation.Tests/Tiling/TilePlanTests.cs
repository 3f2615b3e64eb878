// SPDX-License-Identifier: MIT
using CsCheck;
using SolarGis.Imagery.Grids;
using SolarGis.Segmentation.Tiling;

namespace SolarGis.Segmentation.Tests.Tiling;

public sealed class TilePlanTests
{
    private static readonly Gen<(RasterWindow Region, int Stride, int Halo, int Size)> Plans = Gen.Select(
        Gen.Select(Gen.Int[-50, 50], Gen.Int[-50, 50], Gen.Int[1, 150], Gen.Int[1, 150], (x, y, w, h) => new RasterWindow(x, y, w, h)),
        Gen.Int[0, 4].Select(power => 1 << power), Gen.Int[0, 40], Gen.Int[1, 80]);

    [Fact]
    public void Interiors_cover_every_pixel_of_the_region_once() => Plans.Sample(p =>
    {
        var hits = new int[p.Region.Width * p.Region.Height];
        foreach (Tile tile in TilePlan.Exact(p.Region, p.Stride, p.Halo, p.Size).Tiles())
            for (int row = tile.Interior.Row; row < tile.Interior.EndRow; row++)
                for (int column = tile.Interior.Column; column < tile.Interior.EndColumn; column++)
                    hits[(row - p.Region.Row) * p.Region.Width + column - p.Region.Column]++;
        Assert.All(hits, hit => Assert.Equal(1, hit));
    });

    [Fact]
    public void Inputs_lie_on_the_images_stride_grid_and_reach_the_halo() => Plans.Sample(p =>
    {
        foreach (Tile tile in TilePlan.Exact(p.Region, p.Stride, p.Halo, p.Size).Tiles())
        {
            Assert.Equal((0, 0, 0, 0), (tile.Input.Column % p.Stride, tile.Input.Row % p.Stride, tile.Input.Width % p.Stride, tile.Input.Height % p.Stride));
            RasterWindow needed = tile.Interior.Grow(p.Halo);
            Assert.Equal(needed, needed.Intersect(tile.Input));
        }
    });

    [Fact]
    public void Blended_tiles_that_meet_are_the_same_for_every_region() => Plans.Sample(p =>
    {
        HashSet<RasterWindow> large = [.. TilePlan.Blended(p.Region.Grow(13), p.Stride, p.Halo, p.Size).Tiles().Select(tile => tile.Input)];
        IEnumerable<Tile> small = TilePlan.Blended(p.Region, p.Stride, p.Halo, p.Size).Tiles();
        Assert.All(small.Where(tile => !tile.Output.IsEmpty), tile => Assert.Contains(tile.Input, large));
    });

    [Fact]
    public void A_full_sentinel_tile_is_cut_into_equal_inputs()
    {
        TilePlan plan = TilePlan.Exact(new(0, 0, 10980, 10980), 4, 28, 512);
        Assert.Equal(22 * 22, plan.Count);
        Assert.Equal(2, plan.Tiles().Select(tile => tile.Input.Width).Distinct().Count());
    }
}
