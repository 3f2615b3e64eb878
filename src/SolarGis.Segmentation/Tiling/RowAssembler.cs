// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Grids;

namespace SolarGis.Segmentation.Tiling;

/// <summary>Puts tiles together and hands complete rows to the sink; holds one row of tiles.</summary>
internal sealed class RowAssembler
{
    private readonly TilePlan plan;
    private readonly IProbabilitySink sink;
    private readonly bool blend;
    private readonly int width;
    private float[] sums = [];
    private float[] weights = [];
    private int heldFrom; // first image row that is not yet with the sink

    public RowAssembler(TilePlan plan, IProbabilitySink sink, bool blend)
    {
        this.plan = plan;
        this.sink = sink;
        this.blend = blend;
        width = plan.Region.Width;
        heldFrom = plan.Region.Row;
    }

    /// <summary>Pixels that have got a probability.</summary>
    public long ValidPixels { get; private set; }

    /// <summary>Adds a tile's probabilities.</summary>
    /// <param name="input">The tile.</param>
    /// <param name="probabilities">[row][column] of the tile's input window.</param>
    public void Add(TileInput input, ReadOnlySpan<float> probabilities)
    {
        RasterWindow from = input.Tile.Input;
        RasterWindow part = Contribution(input.Tile).Intersect(plan.Region);
        if (part.IsEmpty) return;
        Reserve(part.EndRow);
        for (int row = part.Row; row < part.EndRow; row++)
        {
            int at = (row - from.Row) * from.Width - from.Column;
            int to = (row - heldFrom) * width - plan.Region.Column;
            float vertical = blend ? Ramp(row - from.Row, from.Height) : 1;
            for (int column = part.Column; column < part.EndColumn; column++)
            {
                if (!input.Counts[at + column]) continue;
                float weight = blend ? vertical * Ramp(column - from.Column, from.Width) : 1;
                sums[to + column] += weight * probabilities[at + column];
                weights[to + column] += weight;
            }
        }
    }

    /// <summary>Hands over the rows that no tile after this row of tiles touches.</summary>
    public void CompleteRow(int tileRow)
    {
        int end = tileRow + 1 < plan.RowCount ? Contribution(plan[tileRow + 1, 0]).Row : plan.Region.EndRow;
        end = Math.Clamp(end, heldFrom, plan.Region.EndRow);
        int count = (end - heldFrom) * width;
        if (count == 0) return;
        Reserve(end);
        for (int i = 0; i < count; i++)
        {
            bool valid = weights[i] > 0;
            if (valid) ValidPixels++;
            sums[i] = valid ? sums[i] / weights[i] : float.NaN;
        }
        sink.Write(heldFrom - plan.Region.Row, sums.AsSpan(0, count));
        Shift(sums, count);
        Shift(weights, count);
        heldFrom = end;
    }

    private RasterWindow Contribution(Tile tile) => blend ? tile.Input : tile.Interior;

    // Linear, so that the ramps of two neighbours add up to 1 over their common pixels.
    private float Ramp(int position, int length) =>
        Math.Min(1, (Math.Min(position, length - 1 - position) + 0.5f) / (2 * plan.Halo));

    private void Reserve(int endRow)
    {
        int needed = (endRow - heldFrom) * width;
        if (sums.Length >= needed) return;
        Array.Resize(ref sums, needed);
        Array.Resize(ref weights, needed);
    }

    private static void Shift(float[] values, int count)
    {
        Array.Copy(values, count, values, 0, values.Length - count);
        Array.Clear(values, values.Length - count, count);
    }
}
