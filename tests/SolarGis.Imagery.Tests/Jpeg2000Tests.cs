// SPDX-License-Identifier: MIT
using OSGeo.GDAL;
using SolarGis.Imagery.Bands;
using SolarGis.Imagery.Grids;

namespace SolarGis.Imagery.Tests;

public sealed class Jpeg2000Tests : IDisposable
{
    private static readonly string[] Fine = ["B02", "B03", "B04", "B08"], Coarse = ["B05", "B06", "B07", "B8A", "B11", "B12"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Band_files_of_a_product_are_read_like_geotiffs_of_the_same_pixels()
    {
        string[] tiffs = [.. Fine.Select(band => WriteTiff(band, 10, 80)), .. Coarse.Select(band => WriteTiff(band, 20, 40))];
        string[] files = [.. tiffs.Select(ToJpeg2000)];
        using Scene reference = Open(tiffs), scene = Open(files);
        Assert.Equal(reference.Grid.Transform, scene.Grid.Transform);
        Assert.Equal(32643, scene.Grid.Crs.Epsg);
        Assert.Equal(new DateOnly(2024, 1, 5), scene.Inspection.Acquired);
        // A window that no block of the file is aligned to.
        var window = new RasterWindow(11, 23, 50, 37);
        Patch expected = reference.Read(window), read = scene.Read(window);
        Assert.Equal(expected.Valid, read.Valid);
        Assert.Equal(expected.Pixels, read.Pixels);
    }

    [Fact]
    public void A_truncated_file_is_an_error_in_words()
    {
        string file = ToJpeg2000(WriteTiff("B02", 10, 400));
        byte[] bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes[..(bytes.Length / 3)]);
        ImageryException error = Assert.Throws<ImageryException>(() =>
        {
            using Scene scene = Scene.Open(new([file]), ["B2"], ReadPolicy.Unrestricted);
            scene.Read(scene.Grid.Window);
        });
        Assert.Equal("RASTER_UNREADABLE", error.Reason);
    }

    private static Scene Open(string[] files) => Scene.Open(new(files), Sentinel2.TenBands, ReadPolicy.Unrestricted);

    private string WriteTiff(string band, int metres, int size) => RasterBuilder.Write(
        _folder[$"T43RGQ_20240105T053231_{band}_{metres}m.tif"], RasterBuilder.Utm(size, size, metres), [""],
        (_, column, row) => 1000 + (column * 37 + row * 91 + band[^1] * 13) % 2900);

    private static string ToJpeg2000(string tiff)
    {
        string path = Path.ChangeExtension(tiff, ".jp2");
        using Dataset source = Gdal.OpenEx(tiff, 0, ["GTiff"], [], null);
        using Driver driver = Gdal.GetDriverByName("JP2OpenJPEG");
        using Dataset copy = driver.CreateCopy(path, source, 0, ["QUALITY=100", "REVERSIBLE=YES"], null, null);
        copy.FlushCache();
        return path;
    }
}
