// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Rasters;
using SolarGis.Segmentation.Output;
using SolarGis.Segmentation.Polygons;
using SolarGis.Segmentation.Tiling;

namespace SolarGis.Segmentation.Tests.Output;

public sealed class ProbabilityRasterTests
{
    private static readonly string[] Bands = ["B2", "B3", "B4"];

    [Fact]
    public void A_run_streams_into_a_file_that_gives_the_same_polygons_at_any_threshold()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        using var model = new SmallNetwork();
        using var image = new ArraySource(300, 220, Bands, ArraySource.Noise) { IsNodata = (row, column) => row + column < 60 };
        var memory = new ProbabilityGrid();
        InferenceOptions tiles = new() { TileSize = 64 };
        TiledInference.Run(image, model, image.Grid.Window, null, memory, tiles, cancel: cancel);
        using (var raster = new ProbabilityRaster(folder["probability.tif"]))
        {
            TiledInference.Run(image, model, image.Grid.Window, null, raster, tiles, cancel: cancel);
            Assert.False(File.Exists(raster.Path));
            raster.Complete(new Dictionary<string, string> { ["MODEL"] = model.Description.Label }, cancel: cancel);
        }
        Assert.Equal([folder["probability.tif"]], Directory.EnumerateFiles(folder.Path));

        using ProbabilityRasterReader saved = ProbabilityRaster.Open(folder["probability.tif"]);
        Assert.Equal("small 1", saved.Metadata["MODEL"]);
        Assert.Equal(image.Grid.Crs.Epsg, saved.Grid.Crs.Epsg);
        float[] read = new float[memory.Values.Length];
        saved.Read(0, read);
        Assert.Equal(memory.Values, read);
        foreach (double threshold in (double[])[0.3, 0.5, 0.6])
        {
            ExtractionOptions options = new() { Threshold = threshold };
            IReadOnlyList<Candidate> expected = CandidateExtractor.Extract(memory, options, cancel: cancel), found = CandidateExtractor.Extract(saved, options, cancel: cancel);
            Assert.Equal(expected.Select(c => (c.SiteId, c.Area, c.MeanProbability)), found.Select(c => (c.SiteId, c.Area, c.MeanProbability)));
        }
        using FloatRaster raw = FloatRaster.Open(folder["probability.tif"]);
        Assert.Equal(double.NaN, raw.Nodata);
        Assert.Equal(["probability"], raw.Descriptions);
    }

    [Fact]
    public void An_abandoned_run_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        using (var raster = new ProbabilityRaster(folder["probability.tif"]))
        {
            raster.Begin(new ArraySource(64, 64, Bands, ArraySource.Noise).Grid);
            raster.Write(0, new float[64 * 10]);
        }
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
