// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Grids;
using SolarGis.Segmentation.Polygons;

namespace SolarGis.Segmentation.Tiling;

/// <summary>The probabilities of a small region in memory: a sink to fill and a reader to draw polygons from.</summary>
public sealed class ProbabilityGrid : IProbabilitySink, IProbabilityReader
{
    private Grid? _grid;

    /// <summary>Creates an empty grid, to be filled as a sink.</summary>
    public ProbabilityGrid()
    {
    }

    /// <summary>Wraps values that are there already.</summary>
    /// <param name="grid">Their grid.</param>
    /// <param name="values">[row][column], NaN where there is none.</param>
    public ProbabilityGrid(Grid grid, float[] values)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(values);
        if (values.LongLength != grid.Window.Area) throw new ArgumentException("The values do not fill the grid.", nameof(values));
        _grid = grid;
        Values = values;
    }

    /// <summary>[row][column]; NaN where there is no probability.</summary>
    public float[] Values { get; private set; } = [];

    /// <inheritdoc/>
    public Grid Grid => _grid ?? throw new InvalidOperationException("No probabilities have been written yet.");

    /// <inheritdoc/>
    public void Begin(Grid grid)
    {
        _grid = grid ?? throw new ArgumentNullException(nameof(grid));
        Values = new float[grid.Window.Area];
    }

    /// <inheritdoc/>
    public void Write(int firstRow, ReadOnlySpan<float> probabilities) =>
        probabilities.CopyTo(Values.AsSpan(firstRow * Grid.Width));

    /// <inheritdoc/>
    public void Read(int firstRow, Span<float> rows) => Values.AsSpan(firstRow * Grid.Width, rows.Length).CopyTo(rows);
}
