// SPDX-License-Identifier: MIT
using CsCheck;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Regions;

namespace SolarGis.Imagery.Tests.Regions;

public class RegionTests
{
    private static readonly Grid Grid = RasterBuilder.Utm(100, 80);
    private static readonly WKTReader Reader = new();

    [Fact]
    public void An_extent_on_pixel_edges_is_exactly_these_pixels() => Gen.Select(Gen.Int[0, 90], Gen.Int[0, 70], Gen.Int[1, 10], Gen.Int[1, 10])
        .Sample((column, row, width, height) =>
        {
            (double left, double top) = Grid.Transform.Apply(column, row);
            RegionWindow placed = Region.Of(new Extent(left, top - 10 * height, left + 10 * width, top, 32643)).Resolve(Grid, ReadPolicy.Unrestricted);
            Assert.Equal(new RasterWindow(column, row, width, height), placed.Window);
            Assert.Null(placed.MaskOf(placed.Window));
        }, iter: 200, threads: 1);

    [Fact]
    public void An_extent_reaching_out_is_clipped_and_the_whole_is_the_whole()
    {
        RegionWindow placed = Region.Of(new Extent(400000, 2874900, 500101, 2999999, 32643)).Resolve(Grid, ReadPolicy.Unrestricted);
        Assert.Equal(new RasterWindow(0, 0, 11, 10), placed.Window);
        Assert.Equal(Grid.Window, Region.Whole.Resolve(Grid, ReadPolicy.Unrestricted).Window);
    }

    [Fact]
    public void The_whole_world_in_degrees_is_the_whole_image() =>
        Assert.Equal(Grid.Window, Region.Of(new Extent(-180, -90, 180, 90, 4326)).Resolve(Grid, ReadPolicy.Unrestricted).Window);

    [Fact]
    public void A_polygon_marks_pixels_whose_centre_is_inside()
    {
        // A triangle over the first 10 x 10 pixels: below the diagonal.
        Geometry triangle = Reader.Read("POLYGON((500000 2875000, 500000 2874900, 500100 2874900, 500000 2875000))");
        RegionWindow placed = Region.Of(triangle, 32643).Resolve(Grid, ReadPolicy.Unrestricted);
        Assert.Equal(new RasterWindow(0, 0, 10, 10), placed.Window);
        bool[] mask = placed.MaskOf(placed.Window)!;
        for (int i = 0; i < 100; i++)
            if (i / 10 != i % 10) Assert.Equal(i / 10 > i % 10, mask[i]);
        // The same pixels through a window that starts outside of the image.
        bool[] shifted = placed.MaskOf(new RasterWindow(-3, -2, 20, 20))!;
        for (int i = 0; i < 100; i++) Assert.Equal(mask[i], shifted[(i / 10 + 2) * 20 + i % 10 + 3]);
    }

    [Fact]
    public void A_polygon_in_degrees_lands_on_the_same_pixels()
    {
        using CoordinateTransform toDegrees = new(Grid.Crs, CrsFactory.Wgs84);
        Geometry square = Reader.Read("POLYGON((500203 2874797, 500403 2874797, 500403 2874597, 500203 2874597, 500203 2874797))");
        RegionWindow direct = Region.Of(square, 32643).Resolve(Grid, ReadPolicy.Unrestricted);
        RegionWindow through = Region.FromWkb(new WKBWriter().Write(toDegrees.Apply(square)), 4326).Resolve(Grid, ReadPolicy.Unrestricted);
        Assert.Equal(direct.Window, through.Window);
        Assert.Equal(direct.MaskOf(direct.Window), through.MaskOf(through.Window));
    }

    [Theory]
    [InlineData("POLYGON EMPTY", "REGION_EMPTY")]
    [InlineData("POLYGON((0 0, 1 1, 0 1, 1 0, 0 0))", "REGION_INVALID")]
    [InlineData("POLYGON((0 0, 1 1, 2 2, 0 0))", "REGION_INVALID")]
    [InlineData("LINESTRING(0 0, 1 1)", "REGION_INVALID")]
    [InlineData("POLYGON((600000 2875000, 600000 2874900, 600100 2874900, 600000 2875000))", "REGION_OUTSIDE")]
    public void Bad_polygons(string wkt, string reason) =>
        Assert.Equal(reason, Assert.Throws<ImageryException>(() => Region.Of(Reader.Read(wkt), 32643).Resolve(Grid, ReadPolicy.Unrestricted)).Reason);

    [Fact]
    public void A_crossing_outline_is_located_and_the_repair_is_named()
    {
        ImageryException error = Assert.Throws<ImageryException>(() => Region.Of(Reader.Read("POLYGON((0 0, 1 1, 0 1, 1 0, 0 0))"), 4326));
        Assert.Contains("0.5, 0.5", error.Message, StringComparison.Ordinal);
        Assert.Contains("Fix geometries", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1, 1, 2, "REGION_EMPTY")]
    [InlineData(2, 2, 1, 1, "REGION_EMPTY")]
    [InlineData(double.NaN, 1, 2, 2, "REGION_INVALID")]
    [InlineData(-100, 10, -99, 11, "REGION_OUTSIDE")]
    public void Bad_extents(double minX, double minY, double maxX, double maxY, string reason) =>
        Assert.Equal(reason, Assert.Throws<ImageryException>(() => Region.Of(new Extent(minX, minY, maxX, maxY, 4326)).Resolve(Grid, ReadPolicy.Unrestricted)).Reason);

    [Fact]
    public void A_region_over_the_budget_and_unreadable_bytes_are_refused()
    {
        Assert.Equal("REGION_TOO_LARGE",
            Assert.Throws<ImageryException>(() => Region.Whole.Resolve(Grid, new ReadPolicy { MaximumRegionPixels = 7999 })).Reason);
        Gen.Byte.Array[1, 40].Sample(bytes =>
        {
            Exception? error = Record.Exception(() => Region.FromWkb(bytes, 4326));
            Assert.True(error is null or ImageryException, error?.ToString());
        }, iter: 2000, threads: 1);
        Assert.Equal("CRS_UNKNOWN", Assert.Throws<ImageryException>(() => Region.Of(new Extent(0, 0, 1, 1, 99999)).Resolve(Grid, ReadPolicy.Unrestricted)).Reason);
    }
}
