// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;

namespace SolarGis.Imagery.Grids;

/// <summary>A raster's geometry: size in pixels, geotransform and coordinate reference system.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Transform">From pixel corners to coordinates in <paramref name="Crs"/>.</param>
/// <param name="Crs">The coordinate reference system.</param>
public sealed record Grid(int Width, int Height, GeoTransform Transform, Crs Crs)
{
    /// <summary>The window of the whole grid.</summary>
    public RasterWindow Window => new(0, 0, Width, Height);

    /// <summary>The grid of a window of this one.</summary>
    public Grid Crop(RasterWindow window) => new(window.Width, window.Height, Transform.At(window.Column, window.Row), Crs);

    /// <summary>The outline of a window in the coordinates of <see cref="Crs"/>.</summary>
    public Polygon Outline(RasterWindow window)
    {
        Coordinate first = Corner(window.Column, window.Row);
        return new(new LinearRing(
        [
            first, Corner(window.EndColumn, window.Row), Corner(window.EndColumn, window.EndRow), Corner(window.Column, window.EndRow), first.Copy(),
        ]));
    }

    private Coordinate Corner(int column, int row)
    {
        (double x, double y) = Transform.Apply(column, row);
        return new(x, y);
    }
}
