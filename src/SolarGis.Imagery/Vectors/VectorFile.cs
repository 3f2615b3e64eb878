// SPDX-License-Identifier: MIT
using OSGeo.OGR;

namespace SolarGis.Imagery.Vectors;

/// <summary>Reads and writes layers as files; the extension names the format, and only these formats are opened.</summary>
public static class VectorFile
{
    /// <summary>Writes a layer as GeoPackage (.gpkg), FlatGeobuf (.fgb) or GeoJSON (.geojson, always WGS 84), replacing the file.</summary>
    /// <remarks>Written under a temporary name in the same folder and renamed, so that no half file is ever seen under the name.</remarks>
    /// <exception cref="ImageryException">FORMAT_UNKNOWN, or OUTPUT_UNWRITABLE.</exception>
    public static void Write(string path, FeatureLayer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        GdalRuntime.Initialise();
        string driver = WritableDriver(path);
        FinishedFile.Write(path, temporary => LayerWriter.Create(temporary, driver, layer));
    }

    /// <summary>Adds a layer to a GeoPackage, or replaces the one of the same name; other layers stay. Creates the file where it is missing.</summary>
    /// <remarks>One database transaction: readers see the old layer or the new one.</remarks>
    /// <exception cref="ImageryException">FORMAT_UNKNOWN for other formats, or OUTPUT_UNWRITABLE.</exception>
    public static void WriteLayer(string path, FeatureLayer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        GdalRuntime.Initialise();
        if (WritableDriver(path) != "GPKG")
            throw new ImageryException("FORMAT_UNKNOWN", "Several layers in one file need a GeoPackage: choose a name that ends in .gpkg.");
        if (File.Exists(path)) FinishedFile.Guard(path, () => LayerWriter.Replace(path, layer));
        else Write(path, layer);
    }

    /// <summary>Reads a layer of a GeoPackage, FlatGeobuf, GeoJSON or shapefile; the first one when no name is given.</summary>
    /// <exception cref="ImageryException">VECTOR_NOT_FOUND, VECTOR_UNREADABLE, FORMAT_UNKNOWN or NO_CRS.</exception>
    public static FeatureLayer Read(string path, string? layerName = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        GdalRuntime.Initialise();
        string driverName = Driver(path) ?? throw UnknownFormat(path);
        if (!File.Exists(path)) throw new ImageryException("VECTOR_NOT_FOUND", $"There is no file {path}.");
        try
        {
            GdalRuntime.ClearPending();
            using Driver driver = Ogr.GetDriverByName(driverName);
            // Opened through this one driver: what the content claims to be does not matter.
            using DataSource source = driver.Open(Path.GetFullPath(path), 0) ?? throw new InvalidDataException("OGR opened no data source.");
            return LayerReader.Read(source, path, layerName);
        }
        catch (Exception error) when (error is ApplicationException or InvalidDataException)
        {
            throw new ImageryException("VECTOR_UNREADABLE",
                $"{Path.GetFileName(path)} cannot be read as {driverName}; it may be damaged or incomplete.", error);
        }
    }

    private static string WritableDriver(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Driver(path) is string driver and not "ESRI Shapefile" ? driver : throw UnknownFormat(path);
    }

    private static string? Driver(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".GPKG" => "GPKG",
        ".FGB" => "FlatGeobuf",
        ".GEOJSON" or ".JSON" => "GeoJSON",
        ".SHP" => "ESRI Shapefile",
        _ => null,
    };

    private static ImageryException UnknownFormat(string path) => new("FORMAT_UNKNOWN",
        $"{Path.GetFileName(path)} is in no format that can be used here; use .gpkg, .fgb or .geojson (.shp for reading).");
}
