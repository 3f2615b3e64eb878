// SPDX-License-Identifier: MIT
using OSGeo.GDAL;
using OSGeo.OSR;
using SolarGis.Imagery.Grids;

namespace SolarGis.Imagery.Tests;

/// <summary>Makes rasters as other programs would write them.</summary>
public static class RasterBuilder
{
    public static Grid Utm(int width, int height, double pixel = 10) =>
        new(width, height, new GeoTransform(500000, pixel, 0, 2875000, 0, -pixel), CrsFactory.FromEpsg(32643));

    /// <param name="path">Where.</param>
    /// <param name="grid">Null for a file without position and system.</param>
    /// <param name="descriptions">One per band.</param>
    /// <param name="value">(band from 0, column, row) to stored value.</param>
    /// <param name="type">Stored type.</param>
    /// <param name="prepare">More to set.</param>
    /// <param name="options">Creation options.</param>
    public static string Write(
        string path, Grid? grid, string[] descriptions, Func<int, int, int, double> value, DataType type = DataType.GDT_UInt16,
        Action<Dataset>? prepare = null, string[]? options = null)
    {
        GdalRuntime.Initialise();
        Grid size = grid ?? Utm(8, 8);
        using Driver driver = Gdal.GetDriverByName("GTiff");
        using Dataset dataset = driver.Create(path, size.Width, size.Height, descriptions.Length, type, options ?? []);
        if (grid is not null)
        {
            using SpatialReference reference = new(grid.Crs.Wkt);
            dataset.SetSpatialRef(reference);
            dataset.SetGeoTransform(grid.Transform.ToArray());
        }
        prepare?.Invoke(dataset);
        for (int band = 0; band < descriptions.Length; band++)
        {
            double[] pixels = new double[size.Width * size.Height];
            for (int i = 0; i < pixels.Length; i++) pixels[i] = value(band, i % size.Width, i / size.Width);
            using Band target = dataset.GetRasterBand(band + 1);
            if (descriptions[band].Length > 0) target.SetDescription(descriptions[band]);
            target.WriteRaster(0, 0, size.Width, size.Height, pixels, size.Width, size.Height, 0, 0);
        }
        return path;
    }
}
