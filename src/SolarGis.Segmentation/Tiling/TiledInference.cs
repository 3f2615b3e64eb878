// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using SolarGis.Imagery;
using SolarGis.Imagery.Grids;
using SolarGis.Models;
using TorchSharp;

namespace SolarGis.Segmentation.Tiling;

/// <summary>Runs a model over a region of any size, tile by tile, in memory that does not depend on the region's height.</summary>
/// <remarks>
/// For a model whose halo is known the result is exact: the same, to float32 rounding, as one forward over the whole image
/// surrounded by neutral pixels. Where the halo is unknown (0), overlapping tiles of a lattice fixed to the image are blended
/// by linear weights. Either way a pixel's probability does not depend on the region that was asked for.
/// </remarks>
public static class TiledInference
{
    /// <summary>
    /// Computes the probabilities of a window. The model runs on the calling thread, batch 1 (the fastest on CPU); call it from a
    /// thread that is kept for tensors, never from asynchronous code. Reading happens on a second thread, one tile ahead.
    /// </summary>
    /// <param name="source">Pixels; used by the reading thread until this method returns.</param>
    /// <param name="model">The model; its bands are picked from the source's by name.</param>
    /// <param name="window">Region on the source's grid.</param>
    /// <param name="mask">[row][column] of the window, true inside the drawn region; null for all of it.</param>
    /// <param name="sink">Gets every row of the window once, NaN where a band is invalid or the mask is false.</param>
    /// <param name="options">How to cut; null for the defaults.</param>
    /// <param name="progress">Told after every tile.</param>
    /// <param name="cancel">Looked at between tiles.</param>
    /// <exception cref="ImageryException">BANDS_MISSING, REGION_OUTSIDE, NO_VALID_PIXELS, or what the source throws.</exception>
    /// <exception cref="ModelException">OUTPUT_INVALID when the model yields another shape or numbers that are not finite.</exception>
    public static InferenceSummary Run(
        IPatchSource source, SegmentationModel model, RasterWindow window, bool[]? mask, IProbabilitySink sink,
        InferenceOptions? options = null, IProgress<InferenceProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(sink);
        if (mask is not null && mask.LongLength != window.Area)
            throw new ArgumentException("The mask does not fill the window.", nameof(mask));
        if (window.IsEmpty || window.Intersect(source.Grid.Window).IsEmpty)
            throw new ImageryException("REGION_OUTSIDE", "The region does not meet the image; draw it over the image.");

        TilePlan plan = Plan(model.Description, window, options ?? new());
        var preparation = new TilePreparation(source.Bands, model.Description, window, mask);
        var assembler = new RowAssembler(plan, sink);
        int done = 0, forwards = 0;
        using var reader = new TileReader(source, preparation, plan.Tiles());
        sink.Begin(source.Grid.Crop(window));
        for (int row = 0; row < plan.RowCount; row++)
        {
            for (int column = 0; column < plan.ColumnCount; column++)
            {
                cancel.ThrowIfCancellationRequested();
                TileInput input = reader.Take(cancel);
                if (input.HasCounting)
                {
                    forwards++;
                    Forward(model, input, assembler);
                }
                progress?.Report(new(++done, plan.Count));
            }
            assembler.CompleteRow(row);
        }
        if (assembler.ValidPixels == 0)
            throw new ImageryException("NO_VALID_PIXELS",
                "The region has no valid pixel: all of it is nodata, masked or outside the image. Draw another region or choose another image.");
        return new(plan.Count, forwards, plan[0, 0].Interior.Width, assembler.ValidPixels, plan.IsBlended);
    }

    /// <summary>The tiles that <see cref="Run"/> uses.</summary>
    /// <param name="model">Stride and halo.</param>
    /// <param name="window">Region on the image's grid; not empty.</param>
    /// <param name="options">How to cut.</param>
    public static TilePlan Plan(ModelDescription model, RasterWindow window, InferenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        int margin = model.Halo > 0 ? model.Halo : options.BlendOverlap;
        int size = options.ResolveTileSize(margin);
        return model.Halo > 0
            ? TilePlan.Exact(window, model.Stride, margin, size)
            : TilePlan.Blended(window, model.Stride, margin, size);
    }

    private static void Forward(SegmentationModel model, TileInput input, RowAssembler assembler)
    {
        using var scope = torch.NewDisposeScope();
        using var frozen = torch.no_grad();
        RasterWindow at = input.Tile.Input;
        torch.Tensor logits = model.Logits(ToTensor(model, input));
        if (!logits.shape.AsSpan().SequenceEqual([1, 1, at.Height, at.Width]))
            throw new ModelException("OUTPUT_INVALID",
                $"The model {model.Description.Label} yields [{string.Join(", ", logits.shape)}] instead of one logit per pixel; use another model.");
        torch.Tensor probabilities = torch.sigmoid(logits).to(torch.float32).cpu().contiguous();
        if (!float.IsFinite(probabilities.sum().item<float>()))
            throw new ModelException("OUTPUT_INVALID",
                $"The model {model.Description.Label} yields numbers that are not finite on valid pixels; check its weights or use another model.");
        assembler.Add(input, MemoryMarshal.Cast<byte, float>(probabilities.bytes));
    }

    /// <summary>[1, bands, H, W] in the model's precision on its device; on the CPU it shares the tile's memory.</summary>
    internal static torch.Tensor ToTensor(SegmentationModel model, TileInput input)
    {
        RasterWindow at = input.Tile.Input;
        torch.Tensor pixels = torch.from_array(input.Pixels).reshape(1, model.Description.Bands.Count, at.Height, at.Width);
        return pixels.to(model.Precision, model.Device);
    }
}
