// SPDX-License-Identifier: MIT
namespace SolarGis.Imagery.Grids;

/// <summary>A rectangle of whole pixels on a grid; it may reach beyond the grid's edges.</summary>
/// <param name="Column">First column.</param>
/// <param name="Row">First row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct RasterWindow(int Column, int Row, int Width, int Height)
{
    /// <summary>One past the last column.</summary>
    public int EndColumn => Column + Width;

    /// <summary>One past the last row.</summary>
    public int EndRow => Row + Height;

    /// <summary>Pixels inside; 0 for an empty window.</summary>
    public long Area => IsEmpty ? 0 : (long)Width * Height;

    /// <summary>True when no pixel is inside.</summary>
    public bool IsEmpty => Width <= 0 || Height <= 0;

    /// <summary>The pixels in both windows (empty when they do not touch).</summary>
    public RasterWindow Intersect(RasterWindow other)
    {
        int column = Math.Max(Column, other.Column), row = Math.Max(Row, other.Row);
        return new(column, row, Math.Min(EndColumn, other.EndColumn) - column, Math.Min(EndRow, other.EndRow) - row);
    }

    /// <summary>This window with a margin added on every side.</summary>
    public RasterWindow Grow(int margin) => new(Column - margin, Row - margin, Width + 2 * margin, Height + 2 * margin);
}
