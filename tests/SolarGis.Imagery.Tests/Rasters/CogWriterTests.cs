// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Rasters;

namespace SolarGis.Imagery.Tests.Rasters;

public sealed class CogWriterTests : IDisposable
{
    private static readonly Grid Grid = new(1300, 700, new GeoTransform(500000, 10, 0, 2875000, 0, -10), CrsFactory.FromEpsg(32643));
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pixels_descriptions_and_metadata_survive_and_overviews_are_averages()
    {
        string working = WriteWorkingFile(), cog = _folder["probabilité.tif"];
        List<double> seen = [];
        CogMetadata metadata = new(["probability", "spread"], new Dictionary<string, string> { ["MODEL"] = "solar-unet 0.1.0", ["JOB"] = "abc" });
        CogWriter.Write(working, cog, metadata, new Listener(seen.Add), TestContext.Current.CancellationToken);
        Assert.Equal(1, seen[^1]);
        using FloatRaster raster = FloatRaster.Open(cog);
        Assert.Equal(Grid with { Crs = raster.Grid.Crs }, raster.Grid);
        Assert.Equal(32643, raster.Grid.Crs.Epsg);
        Assert.Equal(["probability", "spread"], raster.Descriptions);
        Assert.Equal("solar-unet 0.1.0", raster.Metadata["MODEL"]);
        Assert.Equal("abc", raster.Metadata["JOB"]);
        float[] pixels = new float[Grid.Width * Grid.Height];
        raster.Read(Grid.Window, 1, pixels);
        for (int i = 0; i < pixels.Length; i++) Assert.Equal(Value(i % Grid.Width, i / Grid.Width), pixels[i]);

        using OSGeo.GDAL.Dataset dataset = OSGeo.GDAL.Gdal.OpenEx(cog, 2, ["GTiff"], [], []);
        Assert.Equal("COG", dataset.GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE"));
        using OSGeo.GDAL.Band overview = dataset.GetRasterBand(1).GetOverview(0);
        Assert.Equal((650, 350), (overview.XSize, overview.YSize));
        float[] coarse = new float[1];
        overview.ReadRaster(100, 50, 1, 1, coarse, 1, 1, 0, 0);
        Assert.Equal((Value(200, 100) + Value(201, 100) + Value(200, 101) + Value(201, 101)) / 4, coarse[0], 1e-5f);
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void Cancelling_leaves_nothing_behind_and_keeps_the_old_file()
    {
        string working = WriteWorkingFile(), cog = _folder["out.tif"];
        File.WriteAllText(cog, "old");
        using CancellationTokenSource cancel = new();
        Assert.Throws<OperationCanceledException>(() =>
            CogWriter.Write(working, cog, new CogMetadata(null, new Dictionary<string, string>()), new Listener(_ => cancel.Cancel()), cancel.Token));
        Assert.Equal("old", File.ReadAllText(cog));
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void An_error_in_the_progress_of_the_caller_comes_out_as_itself()
    {
        string working = WriteWorkingFile();
        Assert.Throws<InvalidTimeZoneException>(() => CogWriter.Write(working, _folder["out.tif"],
            new CogMetadata(null, new Dictionary<string, string>()), new Listener(_ => throw new InvalidTimeZoneException()), CancellationToken.None));
    }

    [Fact]
    public void An_unwritable_place_is_said_in_words()
    {
        string working = WriteWorkingFile();
        ImageryException error = Assert.Throws<ImageryException>(() => CogWriter.Write(working, Path.Combine(working, "out.tif"),
            new CogMetadata(null, new Dictionary<string, string>()), cancel: TestContext.Current.CancellationToken));
        Assert.Equal("OUTPUT_UNWRITABLE", error.Reason);
    }

    private static float Value(int column, int row) => column * 0.5f + row * 0.25f + (column * row % 7);

    private string WriteWorkingFile()
    {
        string path = _folder["working.tif"];
        using FloatRasterWriter writer = FloatRasterWriter.Create(path, Grid, 2, double.NaN, ["one", "two"]);
        float[] block = new float[256 * 256];
        for (int row = 0; row < Grid.Height; row += 256)
            for (int column = 0; column < Grid.Width; column += 256)
            {
                for (int i = 0; i < block.Length; i++) block[i] = Value(column + i % 256, row + i / 256);
                writer.Write(new RasterWindow(column, row, 256, 256), 1, block);
            }
        writer.Flush();
        return path;
    }

    private sealed class Listener(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
