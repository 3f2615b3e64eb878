// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Grids;

namespace SolarGis.Segmentation.Polygons;

/// <summary>Yields the probabilities of a region row by row.</summary>
public interface IProbabilityReader
{
    /// <summary>Size, geotransform and CRS of the probabilities.</summary>
    Grid Grid { get; }

    /// <summary>Reads whole rows.</summary>
    /// <param name="firstRow">First row to read.</param>
    /// <param name="rows">Filled with [row][column]; its length is a multiple of the width. NaN where there is no probability.</param>
    void Read(int firstRow, Span<float> rows);
}
