// SPDX-License-Identifier: MIT
using SolarGis.Models;
using SolarGis.Models.UNet;
using SolarGis.Segmentation.Benchmarks;
using SolarGis.Segmentation.Tiling;
using TorchSharp;

namespace SolarGis.Segmentation.Tests.Benchmarks;

/// <summary>The project's own architecture through the tiling, with random weights.</summary>
[Collection(ProcessWideMeasurements.Name)]
public sealed class UNetTests(ITestOutputHelper output)
{
    private static readonly string[] Bands = ["B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12"];

    private static UNetModel Model()
    {
        UNetConfiguration configuration = new()
        {
            Bands = 10,
            Mean = [.. Enumerable.Repeat(0.5, 10)],
            StandardDeviation = [.. Enumerable.Repeat(0.25, 10)],
        };
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(11);
        using var module = new UNetModule(configuration);
        return UNetModel.Create(configuration, UNetState.Of(module), new ModelDescription
        {
            Name = "unet",
            Version = "test",
            Kind = "unet",
            Hash = "00",
            Stride = configuration.Stride,
            Halo = configuration.ReceptiveField.AlignedHalo,
            Bands = [.. Bands.Select(band => new ModelBand(band, 500, 0.5, 0.25))],
        }, torch.CPU, torch.ScalarType.Float32);
    }

    [Fact]
    public void Its_stated_halo_makes_tilings_exact()
    {
        using UNetModel model = Model();
        using var image = new ArraySource(220, 180, Bands, ArraySource.Noise);
        var whole = new ProbabilityGrid();
        var part = new ProbabilityGrid();
        CancellationToken cancel = TestContext.Current.CancellationToken;
        TiledInference.Run(image, model, image.Grid.Window, null, whole, new() { TileSize = 1024 }, cancel: cancel);
        TiledInference.Run(image, model, new(37, 22, 150, 140), null, part, new() { TileSize = 48 }, cancel: cancel);
        double largest = 0;
        for (int row = 0; row < 140; row++)
            for (int column = 0; column < 150; column++)
                largest = Math.Max(largest, Math.Abs(part.Values[row * 150 + column] - whole.Values[(row + 22) * 220 + column + 37]));
        output.WriteLine($"largest difference {largest:g3}");
        Assert.InRange(largest, 0, 1e-5);
    }

    [Fact]
    [Trait("Category", "Long")]
    public void Its_throughput_is_reported()
    {
        using UNetModel model = Model();
        using var function = new ArraySource(1024, 1024, Bands, (band, row, column) => ((row + column + band) & 255) / 255f);
        using var image = new MemorySource(function);
        SegmentationThroughput measured = SegmentationBenchmark.Run(model, image, image.Grid.Window, 9, new() { TileSize = 512 }, TestContext.Current.CancellationToken);
        output.WriteLine($"{model.Execution}: {measured.PixelsPerSecond / 1e6:f2} Mpx/s, ratios {string.Join(" ", measured.Ratios.Select(ratio => ratio.ToString("f3")))}, median {measured.Ratio:f3}");
        Assert.True(measured.Ratio > 0);
    }
}
