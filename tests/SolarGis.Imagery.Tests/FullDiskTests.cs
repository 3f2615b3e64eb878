// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Rasters;
using SolarGis.Imagery.Vectors;

namespace SolarGis.Imagery.Tests;

public sealed class FullDiskTests : IDisposable
{
    private static readonly Grid Large = RasterBuilder.Utm(1024, 1024);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_working_raster_that_does_not_fit_is_an_error_in_words()
    {
        using var disk = new SmallDisk();
        Assert.Equal("DISK_FULL", Assert.Throws<ImageryException>(() => WriteNoise(disk["work.tif"])).Reason);
    }

    [Fact]
    public void A_cloud_optimised_raster_that_does_not_fit_leaves_no_finished_file()
    {
        string working = WriteNoise(_folder["work.tif"]);
        using var disk = new SmallDisk();
        ImageryException error = Assert.Throws<ImageryException>(() => CogWriter.Write(
            working, disk["probability.tif"], new CogMetadata(null, new Dictionary<string, string>()), cancel: TestContext.Current.CancellationToken));
        // The driver takes its unfinished file away before anyone can see how full the disk was.
        Assert.Equal("OUTPUT_UNWRITABLE", error.Reason);
        Assert.Contains("free disk space", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("probability.tif", disk.Files);
    }

    [Fact]
    public void Polygons_that_do_not_fit_leave_no_finished_file()
    {
        using var disk = new SmallDisk();
        Feature[] rows = [.. Enumerable.Range(0, 20_000).Select(i =>
            new Feature(GeometryFactory.Default.ToGeometry(new Envelope(i, i + 1, 0, 1)), [new string('x', 100)]))];
        var layer = new FeatureLayer("candidates", Large.Crs, [new("note", FieldKind.Text)], rows);
        Assert.Equal("DISK_FULL", Assert.Throws<ImageryException>(() => VectorFile.Write(disk["candidates.gpkg"], layer)).Reason);
        Assert.DoesNotContain("candidates.gpkg", disk.Files);
    }

    // Noise, because compression would make anything else fit.
    private static string WriteNoise(string path)
    {
        using FloatRasterWriter writer = FloatRasterWriter.Create(path, Large, 1, double.NaN);
        var random = new Random(1);
        float[] pixels = [.. Enumerable.Range(0, (int)Large.Window.Area).Select(_ => random.NextSingle())];
        writer.Write(Large.Window, 1, pixels);
        writer.Flush();
        return path;
    }
}
