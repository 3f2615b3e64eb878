// SPDX-License-Identifier: MIT
using System.Collections.Concurrent;
using System.Globalization;
using OSGeo.OSR;

namespace SolarGis.Imagery.Grids;

/// <summary>Makes coordinate reference systems from EPSG codes or from the well-known text of a file that was opened.</summary>
public static class CrsFactory
{
    private static readonly ConcurrentDictionary<int, Crs> Known = new();

    /// <summary>WGS 84 longitude and latitude in degrees.</summary>
    public static Crs Wgs84 => FromEpsg(4326);

    /// <summary>The system of an EPSG code.</summary>
    /// <exception cref="ImageryException">CRS_UNKNOWN: PROJ's database has no such code.</exception>
    public static Crs FromEpsg(int epsg) => Known.GetOrAdd(epsg, static code =>
    {
        GdalRuntime.Initialise();
        using SpatialReference reference = new("");
        try
        {
            if (reference.ImportFromEPSG(code) == 0) return new Crs(ToWkt(reference), code);
        }
        catch (ApplicationException)
        {
            // Falls through to the one message for an unknown code.
        }
        throw new ImageryException("CRS_UNKNOWN", $"EPSG:{code} is not a known coordinate reference system; check the code.");
    });

    /// <summary>The system of a well-known text; its EPSG code is found where the text, or a system equal to it, has one.</summary>
    /// <exception cref="ImageryException">CRS_UNKNOWN: the text cannot be understood.</exception>
    public static Crs FromWkt(string wkt)
    {
        ArgumentNullException.ThrowIfNull(wkt);
        GdalRuntime.Initialise();
        using SpatialReference reference = Parse(wkt);
        return FromReference(reference);
    }

    /// <summary>The text that a shapefile's .prj holds (WKT 1 in Esri's dialect).</summary>
    /// <exception cref="ImageryException">CRS_UNKNOWN: the system cannot be written so.</exception>
    public static string ToEsriWkt(Crs crs)
    {
        ArgumentNullException.ThrowIfNull(crs);
        using SpatialReference reference = ToReference(crs);
        try
        {
            if (reference.ExportToWkt(out string wkt, ["FORMAT=WKT1_ESRI"]) == 0) return wkt;
        }
        catch (ApplicationException)
        {
            // Falls through to the one message.
        }
        throw new ImageryException("CRS_UNKNOWN", $"A shapefile cannot hold {crs}; choose another system or another format.");
    }

    internal static Crs FromReference(SpatialReference reference) => new(ToWkt(reference), FindEpsg(reference));

    /// <summary>A new reference, x always easting or longitude; the caller disposes it.</summary>
    internal static SpatialReference ToReference(Crs crs)
    {
        GdalRuntime.Initialise();
        SpatialReference reference = Parse(crs.Wkt);
        reference.SetAxisMappingStrategy(AxisMappingStrategy.OAMS_TRADITIONAL_GIS_ORDER);
        return reference;
    }

    private static SpatialReference Parse(string wkt)
    {
        try
        {
            // The constructor and ImportFromWkt take well-known text only, never a URL or a file name.
            return new SpatialReference(wkt);
        }
        catch (ApplicationException error)
        {
            throw new ImageryException("CRS_UNKNOWN", "The coordinate reference system's text cannot be understood.", error);
        }
    }

    private static int? FindEpsg(SpatialReference reference)
    {
        if (ReadEpsg(reference) is int stated) return stated;
        using SpatialReference copy = reference.Clone();
        try
        {
            copy.AutoIdentifyEPSG();
        }
        catch (ApplicationException)
        {
            return null;
        }
        if (ReadEpsg(copy) is not int found) return null;
        using SpatialReference candidate = new("");
        candidate.ImportFromEPSG(found);
        return candidate.IsSame(reference, ["IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES"]) == 1 ? found : null;
    }

    private static int? ReadEpsg(SpatialReference reference) =>
        reference.GetAuthorityName(null) == "EPSG"
        && int.TryParse(reference.GetAuthorityCode(null), NumberStyles.None, CultureInfo.InvariantCulture, out int code) ? code : null;

    private static string ToWkt(SpatialReference reference)
    {
        reference.ExportToWkt(out string wkt, ["FORMAT=WKT2_2019"]);
        return wkt;
    }
}
