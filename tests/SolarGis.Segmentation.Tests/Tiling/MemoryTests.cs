// SPDX-License-Identifier: MIT
using System.Diagnostics;
using SolarGis.Imagery;
using SolarGis.Segmentation.Output;
using SolarGis.Segmentation.Polygons;
using SolarGis.Segmentation.Tiling;

namespace SolarGis.Segmentation.Tests.Tiling;

[Collection(ProcessWideMeasurements.Name)]
public sealed class MemoryTests(ITestOutputHelper output)
{
    private const int Width = 2048, Rows = 1536;

    [Fact]
    [Trait("Category", "Long")]
    public void Memory_does_not_grow_with_the_number_of_rows()
    {
        // GDAL's block cache is bounded, but would fill up with the larger file: kept out of the comparison.
        GdalRuntime.Initialise(cacheMegabytes: 16);
        using var folder = new TemporaryFolder();
        using var model = new SmallNetwork();
        // The first run settles the collector's budgets and the allocator's pools.
        Peak(folder, model, Rows);
        long small = Peak(folder, model, Rows), large = Peak(folder, model, 16 * Rows);
        output.WriteLine($"peak working set: {small >> 20} MiB for {Width}x{Rows}, {large >> 20} MiB for {Width}x{16 * Rows}");
        // The larger image has 540 MiB more of pixels and 180 MiB more of probabilities: neither may be held.
        Assert.InRange(large - small, long.MinValue, 160L << 20);
    }

    private static long Peak(TemporaryFolder folder, SmallNetwork model, int rows)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        // The same farms in both images, then land that looks like nothing: what is found takes memory too, and must not differ.
        using var image = new ArraySource(Width, rows, ["B2", "B3", "B4"],
            (band, row, column) => row < Rows ? ((row / 24 + column / 40) % 7) / 7f : 0.3f + 0.1f * band);
        using var raster = new ProbabilityRaster(folder[$"{rows}.tif"]);
        var watch = new Watch();
        TiledInference.Run(image, model, image.Grid.Window, null, raster, new() { TileSize = 512 }, watch, cancel);
        raster.Complete(new Dictionary<string, string>(), watch, cancel);
        using ProbabilityRasterReader reader = ProbabilityRaster.Open(raster.Path);
        Assert.NotEmpty(CandidateExtractor.Extract(reader, new() { Threshold = 0.4 }, null, watch, cancel));
        return watch.Peak;
    }

    private sealed class Watch : IProgress<InferenceProgress>, IProgress<double>
    {
        public long Peak { get; private set; }

        public void Report(InferenceProgress value) => Look();

        public void Report(double value) => Look();

        private void Look()
        {
            using var process = Process.GetCurrentProcess();
            Peak = Math.Max(Peak, process.WorkingSet64);
        }
    }
}
