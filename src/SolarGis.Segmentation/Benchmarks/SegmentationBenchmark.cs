// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Runtime.InteropServices;
using SolarGis.Imagery;
using SolarGis.Imagery.Grids;
using SolarGis.Models;
using SolarGis.Segmentation.Tiling;
using TorchSharp;

namespace SolarGis.Segmentation.Benchmarks;

/// <summary>Measures what tiling costs on top of the network.</summary>
public static class SegmentationBenchmark
{
    /// <summary>
    /// Times the tiled inference and a bare loop of forwards over the same tiles, in turns, so that a machine that slows down
    /// slows both. The bare loop does nothing but the forward: its inputs are tensors that stay in memory.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="source">Pixels.</param>
    /// <param name="window">Region; its tiles are held in memory, so keep it to tens of tiles.</param>
    /// <param name="rounds">Measured rounds, after one that warms up.</param>
    /// <param name="options">How to cut; null for the defaults.</param>
    /// <param name="cancel">Looked at between tiles.</param>
    public static SegmentationThroughput Run(
        SegmentationModel model, IPatchSource source, RasterWindow window, int rounds = 5,
        InferenceOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        options ??= new();
        TilePlan plan = TiledInference.Plan(model.Description, window, options);
        using var scope = torch.NewDisposeScope();
        List<torch.Tensor> inputs = ReadInputs(model, source, window, plan);
        var tiled = new List<double>();
        var bare = new List<double>();
        for (int round = 0; round <= rounds; round++)
        {
            double bareSeconds = Time(() => ForwardAll(model, inputs, cancel));
            double tiledSeconds = Time(() => TiledInference.Run(source, model, window, null, new ProbabilityGrid(), options, null, cancel));
            if (round == 0) continue;
            bare.Add(bareSeconds);
            tiled.Add(tiledSeconds);
        }
        return new(plan.Count, window.Area, tiled, bare);
    }

    private static List<torch.Tensor> ReadInputs(SegmentationModel model, IPatchSource source, RasterWindow window, TilePlan plan)
    {
        var preparation = new TilePreparation(source.Bands, model.Description, window, null);
        var inputs = new List<torch.Tensor>();
        foreach (Tile tile in plan.Tiles())
        {
            TileInput input = preparation.Prepare(tile, source.Read(tile.Input));
            if (input.HasCounting) inputs.Add(TiledInference.ToTensor(model, input));
        }
        return inputs;
    }

    private static void ForwardAll(SegmentationModel model, List<torch.Tensor> inputs, CancellationToken cancel)
    {
        using var frozen = torch.no_grad();
        foreach (torch.Tensor input in inputs)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            torch.Tensor logits = model.Logits(input);
            // One number back, so that an asynchronous device has finished.
            MemoryMarshal.Read<float>(logits.flatten()[0].to(torch.float32).cpu().bytes);
        }
    }

    private static double Time(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
