// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using SolarGis.Imagery.Grids;

namespace SolarGis.Imagery.Regions;

/// <summary>A region on an image: the smallest window that holds it, clipped to the image, and its outline.</summary>
/// <param name="Window">On the image's grid, never empty.</param>
/// <param name="Outline">The region in the grid's coordinates, clipped to the image; null where it is the window itself.</param>
/// <param name="Grid">The image's grid.</param>
public sealed record RegionWindow(RasterWindow Window, Geometry? Outline, Grid Grid)
{
    /// <summary>Which pixels of a window have their centre inside the region; null where all of them do.</summary>
    /// <param name="window">On the image's grid; any, also one that reaches beyond <see cref="Window"/>.</param>
    /// <returns>[row][column]</returns>
    public bool[]? MaskOf(RasterWindow window)
    {
        if (Outline is not null) return PixelMask.Rasterise(Outline, Grid, window);
        if (window.Intersect(Window) == window) return null;
        bool[] mask = new bool[window.Area];
        RasterWindow inside = window.Intersect(Window);
        for (int row = 0; row < inside.Height; row++)
            mask.AsSpan((inside.Row - window.Row + row) * window.Width + inside.Column - window.Column, Math.Max(0, inside.Width)).Fill(true);
        return mask;
    }
}
