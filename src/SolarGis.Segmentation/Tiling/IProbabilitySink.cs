// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Grids;

namespace SolarGis.Segmentation.Tiling;

/// <summary>Takes the probabilities of a region from the top down, each row once.</summary>
public interface IProbabilitySink
{
    /// <summary>Called once before any row.</summary>
    /// <param name="grid">The region's own grid: its size, geotransform and CRS.</param>
    void Begin(Grid grid);

    /// <summary>The next rows.</summary>
    /// <param name="firstRow">Row of the region that <paramref name="probabilities"/> starts at; continues where the last call ended.</param>
    /// <param name="probabilities">Whole rows, [row][column], in [0, 1], or NaN where there is no probability; valid during the call only.</param>
    void Write(int firstRow, ReadOnlySpan<float> probabilities);
}
