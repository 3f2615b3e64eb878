// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Grids;

namespace SolarGis.Segmentation.Tiling;

/// <summary>Covers a region with tiles whose probabilities do not depend on how the region was drawn.</summary>
/// <remarks>
/// Inputs start on multiples of the stride counted from the image's first pixel, not the region's: pooling then meets the same
/// pixels in every plan, so a pixel's probability is the same in any region that contains it.
/// </remarks>
public sealed class TilePlan
{
    private TilePlan(RasterWindow region, int stride, int halo, bool isBlended, int[] columns, int[] rows)
    {
        Region = region;
        Stride = stride;
        Halo = halo;
        IsBlended = isBlended;
        _columns = columns;
        _rows = rows;
    }

    // Cut positions on the image's grid, ascending; one more than there are tiles.
    private readonly int[] _columns;
    private readonly int[] _rows;

    /// <summary>The pixels to cover, on the image's grid.</summary>
    public RasterWindow Region { get; }

    /// <summary>Grid that inputs are aligned to, pixels.</summary>
    public int Stride { get; }

    /// <summary>Least distance from an interior pixel to its input's border, pixels.</summary>
    public int Halo { get; }

    /// <summary>Whether neighbouring tiles overlap and are blended, instead of each giving its interior.</summary>
    public bool IsBlended { get; }

    /// <summary>Tiles in a row.</summary>
    public int ColumnCount => _columns.Length - 1;

    /// <summary>Rows of tiles.</summary>
    public int RowCount => _rows.Length - 1;

    /// <summary>All tiles.</summary>
    public int Count => ColumnCount * RowCount;

    /// <summary>Exact tiling: interiors of nearly equal size that cover the region, each with its halo.</summary>
    /// <param name="region">Pixels to cover, on the image's grid; not empty.</param>
    /// <param name="stride">Total stride of the model, at least 1.</param>
    /// <param name="halo">Halo of the model, pixels, at least 0.</param>
    /// <param name="tileSize">Largest interior edge, pixels; rounded up to a multiple of the stride.</param>
    public static TilePlan Exact(RasterWindow region, int stride, int halo, int tileSize)
    {
        Check(region, stride, halo, tileSize);
        return new(region, stride, halo, false,
            Cuts(region.Column, region.EndColumn, stride, tileSize), Cuts(region.Row, region.EndRow, stride, tileSize));
    }

    /// <summary>
    /// Anchored tiling for models whose field is unknown: interiors are cells of a fixed lattice over the image, so that every
    /// region sees the same forwards; their inputs overlap by twice <paramref name="overlap"/> and are blended.
    /// </summary>
    /// <param name="region">Pixels to cover, on the image's grid; not empty.</param>
    /// <param name="stride">Total stride of the model, at least 1.</param>
    /// <param name="overlap">How far an input reaches into its neighbours, pixels.</param>
    /// <param name="tileSize">Lattice cell edge, pixels; rounded up to a multiple of the stride.</param>
    public static TilePlan Blended(RasterWindow region, int stride, int overlap, int tileSize)
    {
        Check(region, stride, overlap, tileSize);
        int step = RoundUp(tileSize, stride);
        return new(region, stride, overlap, true,
            Lattice(region.Column - overlap, region.EndColumn + overlap, step),
            Lattice(region.Row - overlap, region.EndRow + overlap, step));
    }

    /// <summary>The tile at a place of the plan.</summary>
    /// <param name="row">0 to <see cref="RowCount"/> - 1.</param>
    /// <param name="column">0 to <see cref="ColumnCount"/> - 1.</param>
    public Tile this[int row, int column]
    {
        get
        {
            RasterWindow interior = new(
                _columns[column], _rows[row], _columns[column + 1] - _columns[column], _rows[row + 1] - _rows[row]);
            int left = RoundDown(interior.Column - Halo, Stride), top = RoundDown(interior.Row - Halo, Stride);
            int right = RoundUp(interior.EndColumn + Halo, Stride), bottom = RoundUp(interior.EndRow + Halo, Stride);
            RasterWindow input = new(left, top, right - left, bottom - top);
            return new(interior, input, (IsBlended ? input : interior).Intersect(Region));
        }
    }

    /// <summary>All tiles, row by row from the top left.</summary>
    public IEnumerable<Tile> Tiles()
    {
        for (int row = 0; row < RowCount; row++)
            for (int column = 0; column < ColumnCount; column++)
                yield return this[row, column];
    }

    // Equal tiles rather than full ones and a remainder: the network's kernels are prepared once per input shape.
    private static int[] Cuts(int start, int end, int stride, int tileSize)
    {
        int first = RoundDown(start, stride), last = RoundUp(end, stride);
        int count = (int)(((long)last - first + RoundUp(tileSize, stride) - 1) / RoundUp(tileSize, stride));
        int step = RoundUp((last - first + count - 1) / count, stride);
        var cuts = new List<int> { start };
        for (int cut = first + step; cut < end; cut += step) cuts.Add(cut);
        cuts.Add(end);
        return [.. cuts];
    }

    private static int[] Lattice(int start, int end, int step)
    {
        var cuts = new List<int>();
        int last = RoundUp(end, step);
        for (int cut = RoundDown(start, step); cut <= last; cut += step) cuts.Add(cut);
        return [.. cuts];
    }

    private static int RoundDown(int value, int multiple) => value - ((value % multiple) + multiple) % multiple;

    private static int RoundUp(int value, int multiple) => -RoundDown(-value, multiple);

    private static void Check(RasterWindow region, int stride, int halo, int tileSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(halo, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(tileSize, 1);
        if (region.IsEmpty) throw new ArgumentException("The region has no pixels.", nameof(region));
    }
}
