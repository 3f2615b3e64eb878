// SPDX-License-Identifier: MIT
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
}
