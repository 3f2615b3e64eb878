// SPDX-License-Identifier: MIT
using SolarGis.Imagery;
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Rasters;
using SolarGis.Models;

namespace SolarGis.Segmentation.Tiling;

/// <summary>Turns what a source yields into what a network can take: bands in its order, and a neutral value where there is no pixel.</summary>
/// <remarks>
/// Invalid pixels, and pixels beyond the image, take each band's mean of the model's training: 0 after normalisation, so that they
/// look like nothing in particular instead of like a dark object with a sharp outline. The fill depends on the pixel alone, which
/// keeps tilings equal at the image's edge too: every tile sees the image as if it went on for ever in the neutral value.
/// </remarks>
internal sealed class TilePreparation
{
    private readonly int[] _order;
    private readonly bool _isInOrder;
    private readonly float[] _fill;
    private readonly RasterWindow _region;
    private readonly bool[]? _mask;

    public TilePreparation(IReadOnlyList<string> available, ModelDescription model, RasterWindow region, bool[]? mask)
    {
        _region = region;
        _mask = mask;
        _order = [.. model.Bands.Select(band => IndexOf(available, band.Role))];
        _isInOrder = _order.SequenceEqual(Enumerable.Range(0, available.Count));
        _fill = [.. model.Bands.Select(band => (float)band.Mean)];
        string[] missing = [.. model.Bands.Where((_, i) => _order[i] < 0).Select(band => band.Role)];
        if (missing.Length > 0)
            throw new ImageryException("BANDS_MISSING",
                $"The model {model.Label} needs {string.Join(", ", missing)}; the image has {string.Join(", ", available)}.");
    }

    /// <summary>Puts a patch into the network's order and tells which pixels count. The patch is used up.</summary>
    public TileInput Prepare(Tile tile, Patch patch)
    {
        int area = patch.Width * patch.Height;
        float[] pixels = _isInOrder ? patch.Pixels : Reorder(patch, area);
        bool[] valid = patch.Valid;
        for (int band = 0; band < _order.Length; band++)
        {
            ReadOnlySpan<float> plane = pixels.AsSpan(band * area, area);
            if (PixelMath.AreFinite(plane)) continue;
            for (int i = 0; i < area; i++) valid[i] &= float.IsFinite(plane[i]);
        }
        if (Array.IndexOf(valid, false) >= 0)
        {
            for (int band = 0; band < _order.Length; band++)
            {
                Span<float> to = pixels.AsSpan(band * area, area);
                for (int i = 0; i < to.Length; i++)
                    if (!valid[i]) to[i] = _fill[band];
            }
        }
        return new(tile, pixels, valid, KeepOutput(valid, tile));
    }

    private float[] Reorder(Patch patch, int area)
    {
        float[] pixels = GC.AllocateUninitializedArray<float>(_order.Length * area);
        for (int band = 0; band < _order.Length; band++) patch.Band(_order[band]).CopyTo(pixels.AsSpan(band * area, area));
        return pixels;
    }

    // Clears the flags outside of the tile's output and the region's mask; true when one is left.
    private bool KeepOutput(bool[] valid, Tile tile)
    {
        RasterWindow input = tile.Input, inside = tile.Output;
        for (int row = input.Row; row < input.EndRow; row++)
        {
            Span<bool> flags = valid.AsSpan((row - input.Row) * input.Width, input.Width);
            if (inside.IsEmpty || row < inside.Row || row >= inside.EndRow)
            {
                flags.Clear();
                continue;
            }
            flags[..(inside.Column - input.Column)].Clear();
            flags[(inside.EndColumn - input.Column)..].Clear();
            if (_mask is null) continue;
            long start = (long)(row - _region.Row) * _region.Width + inside.Column - _region.Column;
            for (int i = 0; i < inside.Width; i++)
                flags[inside.Column - input.Column + i] &= _mask[start + i];
        }
        return Array.IndexOf(valid, true) >= 0;
    }

    private static int IndexOf(IReadOnlyList<string> available, string role)
    {
        for (int i = 0; i < available.Count; i++)
            if (string.Equals(available[i], role, StringComparison.OrdinalIgnoreCase)) return i;
        return -1;
    }
}
