// SPDX-License-Identifier: MIT
using CsCheck;
using OSGeo.GDAL;
using SolarGis.Imagery.Bands;
using SolarGis.Imagery.Grids;

namespace SolarGis.Imagery.Tests;

public sealed class SceneTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_coarse_ramp_is_continued_between_its_pixels()
    {
        // In metres from the left and top edges, so that both grids sample the same surface.
        using Scene scene = OpenTwoResolutions((x, y) => 1000 + 2 * x + 3 * y);
        Patch patch = scene.Read(scene.Grid.Window);
        for (int row = 1; row < 39; row++)
            for (int column = 1; column < 39; column++)
            {
                double expected = (1000 + 2 * (column + 0.5) * 10 + 3 * (row + 0.5) * 10) / 10000;
                Assert.Equal(expected, patch.Band(0)[row * 40 + column], 2e-6);
                Assert.Equal(expected, patch.Band(1)[row * 40 + column], 2e-6);
            }
        Assert.All(patch.Valid, Assert.True);
    }

    [Fact]
    public void Every_window_sees_the_same_values()
    {
        using Scene scene = OpenTwoResolutions((x, y) => 3000 + 2000 * Math.Sin(x / 37) * Math.Cos(y / 23));
        Patch whole = scene.Read(scene.Grid.Window);
        Gen.Select(Gen.Int[-5, 38], Gen.Int[-5, 38], Gen.Int[1, 45], Gen.Int[1, 45]).Sample((column, row, width, height) =>
        {
            Patch part = scene.Read(new RasterWindow(column, row, width, height));
            for (int band = 0; band < 2; band++)
                for (int i = 0; i < part.Valid.Length; i++)
                {
                    int x = column + i % width, y = row + i / width;
                    bool inside = x is >= 0 and < 40 && y is >= 0 and < 40;
                    Assert.Equal(inside, part.Valid[i]);
                    Assert.Equal(inside ? whole.Band(band)[y * 40 + x] : 0, part.Band(band)[i]);
                }
        }, iter: 200, threads: 1);
    }

    [Fact]
    public void A_window_outside_the_image_is_invalid_and_refused_in_words()
    {
        using Scene scene = OpenTwoResolutions((_, _) => 1000);
        Patch patch = scene.Read(new RasterWindow(1000, -500, 8, 8));
        Assert.False(patch.HasValidPixels);
        Assert.Equal("NO_VALID_PIXELS", Assert.Throws<ImageryException>(patch.RequireValidPixels).Reason);
    }

    [Fact]
    public void Nodata_saturated_and_non_finite_pixels_are_invalid_and_zero()
    {
        string integers = RasterBuilder.Write(_folder["B02.tif"], RasterBuilder.Utm(4, 1), [""],
            (_, column, _) => column switch { 0 => 0, 1 => 65535, 2 => 5, _ => 1234 }, prepare: d => d.GetRasterBand(1).SetNoDataValue(5));
        string floats = RasterBuilder.Write(_folder["B03.tif"], RasterBuilder.Utm(4, 1), [""],
            (_, column, _) => column == 0 ? double.NaN : 0.5, DataType.GDT_Float32);
        using Scene scene = Open(["B2", "B3"], integers, floats);
        Patch patch = scene.Read(scene.Grid.Window);
        Assert.Equal([false, false, false, true], patch.Valid);
        Assert.Equal([0, 0, 0, 0.1234f, 0, 0, 0, 0.5f], patch.Pixels);
        string infinite = RasterBuilder.Write(_folder["B04.tif"], RasterBuilder.Utm(4, 1), [""],
            (_, column, _) => column == 3 ? double.PositiveInfinity : 0.5, DataType.GDT_Float32);
        using Scene other = Open(["B4"], infinite);
        Assert.Equal([true, true, true, false], other.Read(other.Grid.Window).Valid);
    }

    [Fact]
    public void Undeclared_padding_is_zero_in_every_band()
    {
        string path = RasterBuilder.Write(_folder["a.tif"], RasterBuilder.Utm(3, 1), ["B2", "B3"],
            (band, column, _) => column == 0 ? 0 : column == 1 && band == 0 ? 0 : 700);
        using Scene scene = Open(["B2", "B3"], path);
        Assert.Equal([false, true, true], scene.Read(scene.Grid.Window).Valid);
        Assert.Contains(scene.Inspection.Notes, n => n.Contains("0 in every band", StringComparison.Ordinal));
    }

    [Fact]
    public void A_coarse_pixel_without_data_takes_only_its_own_area_away()
    {
        string fine = RasterBuilder.Write(_folder["B02.tif"], RasterBuilder.Utm(8, 2), [""], (_, _, _) => 1000);
        string coarse = RasterBuilder.Write(_folder["B05.tif"], RasterBuilder.Utm(4, 1, 20), [""],
            (_, column, _) => column == 1 ? 0 : 2000, prepare: d => d.GetRasterBand(1).SetNoDataValue(0));
        using Scene scene = Open(["B2", "B5"], fine, coarse);
        Patch patch = scene.Read(scene.Grid.Window);
        bool[] row = [true, true, false, false, true, true, true, true];
        Assert.Equal([.. row, .. row], patch.Valid);
        // No data must not darken its neighbours.
        for (int i = 0; i < 8; i++) Assert.Equal(row[i] ? 0.2f : 0, patch.Band(1)[i], 1e-7f);
    }

    [Fact]
    public void A_mask_inside_the_file_counts()
    {
        Gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES");
        string path = RasterBuilder.Write(_folder["a.tif"], RasterBuilder.Utm(2, 1), ["B2"], (_, _, _) => 1000, prepare: d =>
        {
            d.CreateMaskBand(2);
            d.GetRasterBand(1).GetMaskBand().WriteRaster(0, 0, 2, 1, new byte[] { 0, 255 }, 2, 1, 0, 0);
        });
        using Scene scene = Open(["B2"], path);
        Assert.Equal([false, true], scene.Read(scene.Grid.Window).Valid);
    }

    [Fact]
    public void Bands_come_in_the_order_that_was_asked_for()
    {
        string path = RasterBuilder.Write(_folder["a.tif"], RasterBuilder.Utm(2, 2), ["B2", "B3", "B8A"], (band, _, _) => 1000 * (band + 1));
        using Scene scene = Open(["B8A", "B2"], path);
        Assert.Equal(["B8A", "B2"], scene.Bands);
        Assert.Equal([0.3f, 0.1f], [scene.Read(scene.Grid.Window).Band(0)[0], scene.Read(scene.Grid.Window).Band(1)[0]]);
    }

    [Fact]
    public void Missing_bands_are_named()
    {
        string path = RasterBuilder.Write(_folder["a.tif"], RasterBuilder.Utm(2, 2), ["B2", "B3", "B4", "B8"], (_, _, _) => 1000);
        ImageryException error = Assert.Throws<ImageryException>(() => Open(["B2", "B11", "B12"], path));
        Assert.Equal("BANDS_MISSING", error.Reason);
        Assert.StartsWith("This model needs B11 and B12; this image has 4 bands", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bands_of_other_places_systems_and_shapes_are_refused()
    {
        string here = RasterBuilder.Write(_folder["B02.tif"], RasterBuilder.Utm(8, 8), [""], (_, _, _) => 1000);
        Grid grid = RasterBuilder.Utm(8, 8);
        string there = RasterBuilder.Write(_folder["B03.tif"], grid with { Transform = grid.Transform with { OriginX = 500005 } }, [""], (_, _, _) => 1000);
        string zone = RasterBuilder.Write(_folder["B04.tif"], grid with { Crs = CrsFactory.FromEpsg(32644) }, [""], (_, _, _) => 1000);
        Assert.Equal("GRIDS_DIFFER", Assert.Throws<ImageryException>(() => Open(["B2", "B3"], here, there)).Reason);
        Assert.Equal("GRIDS_DIFFER", Assert.Throws<ImageryException>(() => Open(["B2", "B4"], here, zone)).Reason);
    }

    [Fact]
    public void A_read_over_the_budget_is_refused_before_memory_is_taken()
    {
        string path = RasterBuilder.Write(_folder["a.tif"], RasterBuilder.Utm(2, 2), ["B2"], (_, _, _) => 1000);
        using Scene scene = Scene.Open(new ImageRequest([path]), ["B2"], new ReadPolicy { MaximumPatchPixels = 100 });
        Assert.Equal("REGION_TOO_LARGE", Assert.Throws<ImageryException>(() => scene.Read(new RasterWindow(0, 0, 11, 10))).Reason);
    }

    [Theory]
    [InlineData("Télédétection d'été/scène (1) été.tif")]
    [InlineData("日本 ☀/a b.tif")]
    public void Names_with_accents_and_spaces_work(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        RasterBuilder.Write(_folder[name], RasterBuilder.Utm(2, 2), ["B2"], (_, _, _) => 1000);
        using Scene scene = Open(["B2"], _folder[name]);
        Assert.Equal(0.1f, scene.Read(scene.Grid.Window).Pixels[0], 1e-7f);
    }

    [Fact]
    public void Paths_longer_than_260_characters_work()
    {
        string folder = Path.Combine([_folder.Path, .. Enumerable.Range(0, 6).Select(i => $"{i} {new string('é', 60)}")]);
        Directory.CreateDirectory(folder);
        string path = RasterBuilder.Write(Path.Combine(folder, "a.tif"), RasterBuilder.Utm(2, 2), ["B2"], (_, _, _) => 1000);
        Assert.True(path.Length > 400);
        using Scene scene = Open(["B2"], path);
        Assert.Equal(0.1f, scene.Read(scene.Grid.Window).Pixels[0], 1e-7f);
    }

    [Fact]
    public void Damaged_pixels_are_an_error_in_words()
    {
        string path = RasterBuilder.Write(_folder["a.tif"], RasterBuilder.Utm(256, 256), ["B2"], (_, c, r) => c * r % 3001, options: ["COMPRESS=DEFLATE"]);
        byte[] bytes = File.ReadAllBytes(path);
        Array.Fill(bytes, (byte)0xAA, bytes.Length / 4, bytes.Length / 2);
        File.WriteAllBytes(path, bytes);
        ImageryException error = Assert.Throws<ImageryException>(() =>
        {
            using Scene scene = Open(["B2"], path);
            scene.Read(scene.Grid.Window);
        });
        Assert.Equal("RASTER_UNREADABLE", error.Reason);
    }

    [Fact]
    public async Task Several_threads_with_a_scene_each_read_the_same()
    {
        string path = RasterBuilder.Write(_folder["a.tif"], RasterBuilder.Utm(300, 300), ["B2"], (_, c, r) => 1 + c * r % 3001, options: ["TILED=YES", "COMPRESS=DEFLATE"]);
        float[][] results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            using Scene scene = Open(["B2"], path);
            return scene.Read(scene.Grid.Window).Pixels;
        })));
        Assert.All(results, r => Assert.Equal(results[0], r));
    }

    [Fact]
    public void Brazil_is_read_as_gdal_reads_it()
    {
        using Scene scene = Open(Sentinel2.TenBands, SharedData.Require("sentinel2/brazil_town/sen2_10band_uint16.tif"));
        Assert.Equal((247, 237, 4326), (scene.Grid.Width, scene.Grid.Height, scene.Grid.Crs.Epsg));
        Patch patch = scene.Read(new RasterWindow(100, 50, 64, 64));
        Assert.All(patch.Valid, Assert.True);
        using Dataset dataset = Gdal.OpenEx(SharedData.Require("sentinel2/brazil_town/sen2_10band_uint16.tif"), 2, ["GTiff"], [], []);
        float[] expected = new float[64 * 64];
        dataset.GetRasterBand(8).ReadRaster(100, 50, 64, 64, expected, 64, 64, 0, 0);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i] / 10000, patch.Band(7)[i], 1e-6f);
    }

    [Fact]
    public void The_desert_tile_is_read_from_ten_files_of_two_resolutions()
    {
        string folder = SharedData.Require("sentinel2/desert_29RKH");
        using Scene scene = Open(Sentinel2.TenBands, Directory.GetFiles(folder, "*.tif"));
        Assert.Equal((1098, 1098, 32629), (scene.Grid.Width, scene.Grid.Height, scene.Grid.Crs.Epsg));
        Assert.Equal(new DateOnly(2020, 2, 19), scene.Inspection.Acquired);
        Assert.Equal("metadata", scene.Inspection.Radiometry.Source);
        Patch a = scene.Read(new RasterWindow(300, 300, 200, 200)), b = scene.Read(new RasterWindow(401, 333, 99, 99));
        Assert.True(a.Valid.Count(v => v) > 39000);
        for (int band = 0; band < 10; band++)
            for (int row = 0; row < 99; row++)
                for (int column = 0; column < 99; column++)
                    Assert.Equal(a.Band(band)[(row + 33) * 200 + column + 101], b.Band(band)[row * 99 + column]);
        // A 200 m value is met where four 100 m pixels meet: the mean of the four is near it.
        using Dataset dataset = Gdal.OpenEx(Path.Combine(folder, "B11.tif"), 2, ["GTiff"], [], []);
        float[] stored = new float[1];
        dataset.GetRasterBand(1).ReadRaster(180, 180, 1, 1, stored, 1, 1, 0, 0);
        float mean = (a.Band(8)[60 * 200 + 60] + a.Band(8)[60 * 200 + 61] + a.Band(8)[61 * 200 + 60] + a.Band(8)[61 * 200 + 61]) / 4;
        Assert.InRange(mean / (stored[0] / 10000), 0.9f, 1.1f);
    }

    private static Scene Open(IReadOnlyList<string> roles, params string[] paths) => Scene.Open(new ImageRequest(paths), roles, ReadPolicy.Unrestricted);

    /// <summary>40 x 40 pixels of 10 m and 20 x 20 of 20 m of one surface of (x, y) metres from the upper left corner.</summary>
    private Scene OpenTwoResolutions(Func<double, double, double> surface)
    {
        string fine = RasterBuilder.Write(_folder["B02.tif"], RasterBuilder.Utm(40, 40), [""],
            (_, column, row) => surface((column + 0.5) * 10, (row + 0.5) * 10) / 10000, DataType.GDT_Float32);
        string coarse = RasterBuilder.Write(_folder["B05.tif"], RasterBuilder.Utm(20, 20, 20), [""],
            (_, column, row) => surface((column + 0.5) * 20, (row + 0.5) * 20) / 10000, DataType.GDT_Float32);
        return Open(["B2", "B5"], fine, coarse);
    }
}
