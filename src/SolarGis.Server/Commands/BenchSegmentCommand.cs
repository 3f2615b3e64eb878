// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using SolarGis.Analysis;
using SolarGis.Imagery;
using SolarGis.Imagery.Bands;
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Rasters;
using SolarGis.Jobs;
using SolarGis.Models;
using SolarGis.Models.Packages;
using SolarGis.Segmentation.Benchmarks;
using SolarGis.Server.Commands.Output;
using SolarGis.Server.Engine;
using SolarGis.Training.Simulation;
using Spectre.Console;

namespace SolarGis.Server.Commands;

/// <summary><c>solargis bench segment</c>: what reading, tiling and putting together cost on top of the network.</summary>
internal sealed class BenchSegmentCommand : TeachingCommand
{
    private const int Edge = 2048, Tile = 256;

    private readonly Argument<string[]> rasters = new("RASTER")
    {
        Description = "An image to read. Default: a simulated one of 2048 x 2048 pixels, written as float32 GeoTIFF.",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string?> model = SegmentCommand.ModelOption();
    private readonly Option<int> rounds = new("--rounds") { Description = "Measured rounds, after one that warms up.", DefaultValueFactory = _ => 9 };
    private readonly Option<string> device = new("--device") { Description = "auto, cpu or cuda:N.", DefaultValueFactory = _ => "auto" };
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON document." };

    public BenchSegmentCommand() : base("segment", """
        Segmentation against a bare loop of forwards over the same tiles, in turns within one run: 1 means that reading, tiling and putting
        together cost nothing. Measured twice: with pixels in memory and with pixels in the file.
        """)
    {
        Arguments.Add(rasters);
        foreach (Option option in (Option[])[model, rounds, device, json]) Options.Add(option);
        Examples = [("solargis bench segment", "The bundled model on a simulated image"), ("solargis bench segment scene.tif --rounds 5 --json", "On an image of yours")];
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancel)
    {
        if (!TensorEnvironment.IsSet) return await TensorEnvironment.RunAgainAsync();
        var reporter = new Reporter(arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error, arguments.GetValue(json));
        string folder = Directory.CreateTempSubdirectory("solargis-bench-").FullName;
        try
        {
            return await OwnThread.Run(() => Measure(arguments, folder, reporter, cancel));
        }
        catch (OperationCanceledException)
        {
            return reporter.Fail(ExitCode.Cancelled, "CANCELLED", "Cancelled.");
        }
        catch (Exception e) when (e is ImageryException or ModelException)
        {
            return reporter.Fail(ExitCode.Refused, (e as ImageryException)?.Reason ?? ((ModelException)e).Reason, e.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private int Measure(ParseResult arguments, string folder, Reporter reporter, CancellationToken cancel)
    {
        string data = Environment.GetEnvironmentVariable("SOLARGIS__DATA") is { Length: > 0 } given ? given : DataFolder.DefaultRoot;
        using var library = new ModelLibrary([new DataFolder(data).Models, ModelRegistry.BundledFolder], arguments.GetRequiredValue(device));
        SegmentationModel network = library.Load(arguments.GetValue(model) ?? "");
        string[] files = arguments.GetValue(rasters) ?? [];
        if (files.Length == 0) files = [Simulate(folder)];
        using Scene file = Scene.Open(new([.. files.Select(Path.GetFullPath)]), [.. network.Description.Bands.Select(band => band.Role)], ReadPolicy.Unrestricted);
        RasterWindow window = file.Grid.Window.Intersect(new(0, 0, Edge, Edge));
        int count = arguments.GetRequiredValue(rounds);
        reporter.Note($"{network.Description.Label}, {network.Execution}, {window.Width} x {window.Height} pixels, {count} rounds.");
        SegmentationThroughput fromFile = SegmentationBenchmark.Run(network, file, window, count, cancel: cancel);
        using var memory = new MemorySource(file);
        SegmentationThroughput fromMemory = SegmentationBenchmark.Run(network, memory, window, count, cancel: cancel);
        var table = new Table().Border(TableBorder.Rounded).AddColumns("pixels from", "tiles", "Mpx/s", "of a bare loop", "least", "most");
        table.AddRow(Row("the file", fromFile)).AddRow(Row("memory", fromMemory));
        reporter.Show(table);
        reporter.Document(new JsonObject
        {
            ["model"] = network.Description.Label,
            ["execution"] = network.Execution,
            ["processors"] = Environment.ProcessorCount,
            ["file"] = ToJson(fromFile),
            ["memory"] = ToJson(fromMemory),
        });
        return ExitCode.Success;
    }

    private static string[] Row(string name, SegmentationThroughput measured) =>
        [name, .. ((double[])[measured.Tiles, measured.PixelsPerSecond / 1e6, measured.Ratio, measured.Ratios.Min(), measured.Ratios.Max()])
            .Select(value => value.ToString("0.###", CultureInfo.InvariantCulture))];

    private static JsonObject ToJson(SegmentationThroughput measured) => new()
    {
        ["tiles"] = measured.Tiles,
        ["pixels_per_second"] = measured.PixelsPerSecond,
        ["ratio_to_bare_loop"] = measured.Ratio,
        ["ratios"] = new JsonArray([.. measured.Ratios.Select(ratio => (JsonNode)ratio)]),
    };

    // One simulated scene over and over: the network's work does not depend on what it sees.
    private static string Simulate(string folder)
    {
        SimulatedScene scene = new SceneSimulator(new() { Width = Tile, Height = Tile }).Simulate(1);
        string path = Path.Combine(folder, "scene.tif");
        var grid = new Imagery.Grids.Grid(Edge, Edge, new GeoTransform(300_000, 10, 0, 2_910_000, 0, -10), CrsFactory.FromEpsg(32643));
        using var writer = FloatRasterWriter.Create(path, grid, Sentinel2.TenBands.Count, double.NaN, [.. Sentinel2.TenBands]);
        for (int row = 0; row < Edge; row += Tile)
        {
            for (int column = 0; column < Edge; column += Tile)
            {
                for (int band = 0; band < Sentinel2.TenBands.Count; band++) writer.Write(new(column, row, Tile, Tile), band + 1, scene.Band(band));
            }
        }
        writer.Flush();
        return path;
    }
}
