// SPDX-License-Identifier: MIT
using OSGeo.GDAL;
using OSGeo.OSR;
using SolarGis.Imagery.Grids;

namespace SolarGis.Imagery.Rasters;

/// <summary>What GDAL knows of a raster before any pixel is decoded, in this project's types.</summary>
internal static class RasterHeader
{
    /// <exception cref="ImageryException">NO_CRS: no reference system or no position.</exception>
    public static Grid ReadGrid(Dataset dataset, string name)
    {
        using SpatialReference? reference = dataset.GetSpatialRef();
        double[] six = new double[6];
        dataset.GetGeoTransform(six);
        GeoTransform transform = GeoTransform.FromArray(six);
        double determinant = transform.PixelWidth * transform.PixelHeight - transform.RowRotation * transform.ColumnRotation;
        if (reference is null || IsUnplaced(six))
            throw new ImageryException("NO_CRS",
                $"{name} does not say where it lies on the Earth (no coordinate reference system or no position); georeference it first.");
        if (!double.IsFinite(determinant + six.Sum()) || determinant == 0)
            throw new ImageryException("NO_CRS", $"{name} has a position that makes no sense (pixels without a size); georeference it anew.");
        return new Grid(dataset.RasterXSize, dataset.RasterYSize, transform, CrsFactory.FromReference(reference));
    }

    public static double? ReadNodata(Band band)
    {
        band.GetNoDataValue(out double value, out int present);
        return present == 1 ? value : null;
    }

    public static IReadOnlyDictionary<string, string> ReadMetadata(MajorObject of, string domain = "")
    {
        Dictionary<string, string> metadata = new(StringComparer.OrdinalIgnoreCase);
        foreach (string line in of.GetMetadata(domain) ?? [])
        {
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) metadata[line[..equals]] = line[(equals + 1)..];
        }
        return metadata;
    }

    /// <summary>GDAL reports some failures by code only.</summary>
    public static void Check(CPLErr code)
    {
        if (code >= CPLErr.CE_Failure) throw new IOException($"GDAL: {Gdal.GetLastErrorMsg()}");
    }

    private static bool IsUnplaced(double[] six) => six is [0, 1, 0, 0, 0, 1] or [0, 1, 0, 0, 0, -1];
}
