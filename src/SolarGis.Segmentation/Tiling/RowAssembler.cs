// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Grids;

namespace SolarGis.Segmentation.Tiling;

/// <summary>Puts tiles together and hands complete rows to the _sink; holds one row of tiles.</summary>
internal sealed class RowAssembler
{
    private readonly TilePlan _plan;
    private readonly IProbabilitySink _sink;
    private readonly int _width;
    private float[] _sums = [];
    private float[] _weights = [];
    private int _heldFrom; // first image row that is not yet with the sink

    public RowAssembler(TilePlan plan, IProbabilitySink sink)
    {
        _plan = plan;
        _sink = sink;
        _width = plan.Region.Width;
        _heldFrom = plan.Region.Row;
    }

    /// <summary>Pixels that have got a probability.</summary>
    public long ValidPixels { get; private set; }

    /// <summary>Adds a tile's probabilities.</summary>
    /// <param name="input">The tile.</param>
    /// <param name="probabilities">[row][column] of the tile's input window.</param>
    public void Add(TileInput input, ReadOnlySpan<float> probabilities)
    {
        RasterWindow from = input.Tile.Input;
        RasterWindow part = input.Tile.Output;
        if (part.IsEmpty) return;
        Reserve(part.EndRow);
        for (int row = part.Row; row < part.EndRow; row++)
        {
            int at = (row - from.Row) * from.Width - from.Column;
            int to = (row - _heldFrom) * _width - _plan.Region.Column;
            float vertical = _plan.IsBlended ? Ramp(row - from.Row, from.Height) : 1;
            for (int column = part.Column; column < part.EndColumn; column++)
            {
                if (!input.Counts[at + column]) continue;
                float weight = _plan.IsBlended ? vertical * Ramp(column - from.Column, from.Width) : 1;
                _sums[to + column] += weight * probabilities[at + column];
                _weights[to + column] += weight;
            }
        }
    }

    /// <summary>Hands over the rows that no tile after this row of tiles touches.</summary>
    public void CompleteRow(int tileRow)
    {
        int end = tileRow + 1 < _plan.RowCount ? FirstRow(tileRow + 1) : _plan.Region.EndRow;
        end = Math.Clamp(end, _heldFrom, _plan.Region.EndRow);
        int count = (end - _heldFrom) * _width;
        if (count == 0) return;
        Reserve(end);
        for (int i = 0; i < count; i++)
        {
            bool valid = _weights[i] > 0;
            if (valid) ValidPixels++;
            _sums[i] = valid ? _sums[i] / _weights[i] : float.NaN;
        }
        _sink.Write(_heldFrom - _plan.Region.Row, _sums.AsSpan(0, count));
        Shift(_sums, count);
        Shift(_weights, count);
        _heldFrom = end;
    }

    private int FirstRow(int tileRow)
    {
        Tile first = _plan[tileRow, 0];
        return _plan.IsBlended ? first.Input.Row : first.Interior.Row;
    }

    // Linear, so that the ramps of two neighbours add up to 1 over their common pixels.
    private float Ramp(int position, int length) =>
        Math.Min(1, (Math.Min(position, length - 1 - position) + 0.5f) / (2 * _plan.Halo));

    private void Reserve(int endRow)
    {
        int needed = (endRow - _heldFrom) * _width;
        if (_sums.Length >= needed) return;
        Array.Resize(ref _sums, needed);
        Array.Resize(ref _weights, needed);
    }

    private static void Shift(float[] values, int count)
    {
        Array.Copy(values, count, values, 0, values.Length - count);
        Array.Clear(values, values.Length - count, count);
    }
}
