// SPDX-License-Identifier: MIT
using NetTopologySuite.IO;
using OSGeo.GDAL;
using OSGeo.OGR;
using OSGeo.OSR;
using SolarGis.Imagery.Grids;
using OgrFeature = OSGeo.OGR.Feature;
using OgrGeometry = OSGeo.OGR.Geometry;

namespace SolarGis.Imagery.Regions;

/// <summary>Polygons as pixels.</summary>
public static class PixelMask
{
    /// <summary>Which pixels of a window have their centre inside a polygon (GDAL's rasterise without "all touched").</summary>
    /// <param name="polygon">Polygon or multi-polygon in the grid's coordinates.</param>
    /// <param name="grid">The grid.</param>
    /// <param name="window">On the grid; it may reach beyond it.</param>
    /// <returns>[row][column]</returns>
    public static bool[] Rasterise(NetTopologySuite.Geometries.Geometry polygon, Grid grid, RasterWindow window)
    {
        ArgumentNullException.ThrowIfNull(polygon);
        ArgumentNullException.ThrowIfNull(grid);
        GdalRuntime.Initialise();
        bool[] mask = new bool[window.Area];
        if (mask.Length == 0 || polygon.IsEmpty) return mask;
        using SpatialReference reference = CrsFactory.ToReference(grid.Crs);
        using OSGeo.GDAL.Driver memory = Gdal.GetDriverByName("MEM");
        using Dataset target = memory.Create("", window.Width, window.Height, 1, DataType.GDT_Byte, []);
        target.SetGeoTransform(grid.Transform.At(window.Column, window.Row).ToArray());
        target.SetSpatialRef(reference);
        using OSGeo.OGR.Driver vectors = Ogr.GetDriverByName("Memory");
        using DataSource source = vectors.CreateDataSource("mask", []);
        using Layer layer = source.CreateLayer("mask", reference, wkbGeometryType.wkbUnknown, []);
        using FeatureDefn schema = layer.GetLayerDefn();
        using OgrFeature row = new(schema);
        using OgrGeometry shape = OgrGeometry.CreateFromWkb(new WKBWriter().Write(polygon));
        row.SetGeometry(shape);
        layer.CreateFeature(row);
        Gdal.RasterizeLayer(target, 1, [1], layer, IntPtr.Zero, IntPtr.Zero, 1, [1.0], [], null, null);
        byte[] bytes = new byte[mask.Length];
        using Band band = target.GetRasterBand(1);
        band.ReadRaster(0, 0, window.Width, window.Height, bytes, window.Width, window.Height, 0, 0);
        for (int i = 0; i < mask.Length; i++) mask[i] = bytes[i] != 0;
        return mask;
    }
}
