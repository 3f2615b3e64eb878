// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NetTopologySuite.Operation.Valid;
using SolarGis.Imagery.Grids;

namespace SolarGis.Imagery.Regions;

/// <summary>What to look at: the whole image, a rectangle or a polygon in the coordinates of an EPSG system.</summary>
public sealed class Region
{
    private readonly Geometry? _shape;
    private readonly bool _isExtent;

    private Region(Geometry? shape, int epsg, bool isExtent)
    {
        _shape = shape;
        Epsg = epsg;
        _isExtent = isExtent;
    }

    /// <summary>The whole image.</summary>
    public static Region Whole { get; } = new(null, 0, false);

    /// <summary>EPSG code of the region's coordinates; 0 for the whole image.</summary>
    public int Epsg { get; }

    /// <summary>A rectangle.</summary>
    /// <exception cref="ImageryException">REGION_INVALID or REGION_EMPTY.</exception>
    public static Region Of(Extent extent)
    {
        if (!double.IsFinite(extent.MinX + extent.MinY + extent.MaxX + extent.MaxY))
            throw Invalid("The region's coordinates are not numbers; draw it again.");
        if (!extent.IsValid) throw Empty();
        return new Region(new GeometryFactory().ToGeometry(new Envelope(extent.MinX, extent.MaxX, extent.MinY, extent.MaxY)), extent.Epsg, true);
    }

    /// <summary>A polygon or multi-polygon.</summary>
    /// <exception cref="ImageryException">REGION_INVALID (such as a polygon that crosses itself) or REGION_EMPTY.</exception>
    public static Region Of(Geometry polygon, int epsg)
    {
        ArgumentNullException.ThrowIfNull(polygon);
        if (polygon.IsEmpty) throw Empty();
        if (polygon is not (Polygon or MultiPolygon)) throw Invalid($"The region is a {polygon.GeometryType}; only polygons enclose an area.");
        IsValidOp check = new(polygon);
        if (check.ValidationError is { } error)
            throw Invalid($"The region's outline is not a proper polygon ({error.Message} near {FormattableString.Invariant($"{error.Coordinate?.X:G9}, {error.Coordinate?.Y:G9}")}); "
                + "draw it again without crossing lines, or repair it with \"Fix geometries\" in QGIS.");
        return polygon.Area > 0 ? new Region(polygon, epsg, false) : throw Empty();
    }

    /// <summary>A polygon or multi-polygon as well-known binary.</summary>
    /// <exception cref="ImageryException">REGION_INVALID or REGION_EMPTY.</exception>
    public static Region FromWkb(byte[] wkb, int epsg) => Of(ParseWkb(wkb), epsg);

    /// <summary>Places the region on an image.</summary>
    /// <exception cref="ImageryException">REGION_OUTSIDE, REGION_INVALID, CRS_UNKNOWN, or REGION_TOO_LARGE for the policy's budget.</exception>
    public RegionWindow Resolve(Grid grid, ReadPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(policy);
        RegionWindow result = _shape is null ? new RegionWindow(grid.Window, null, grid) : RegionPlacement.Place(_shape, Epsg, _isExtent, grid);
        if (result.Window.Area > policy.MaximumRegionPixels)
            throw new ImageryException("REGION_TOO_LARGE",
                $"The region has {result.Window.Area / 1e6:F1} million pixels on this image; at most {policy.MaximumRegionPixels / 1e6:F1} million are allowed. Draw a smaller one.");
        return result;
    }

    internal static Geometry ParseWkb(byte[] wkb)
    {
        ArgumentNullException.ThrowIfNull(wkb);
        if (wkb.Length == 0) throw Empty();
        try
        {
            return new WKBReader().Read(wkb);
        }
        catch (Exception error) when (error is ParseException or ArgumentException or IOException or OverflowException or OutOfMemoryException or InvalidOperationException)
        {
            throw new ImageryException("REGION_INVALID", "The region's outline cannot be understood; draw it again.", error);
        }
    }

    private static ImageryException Invalid(string message) => new("REGION_INVALID", message);

    private static ImageryException Empty() => new("REGION_EMPTY", "The region encloses no area; draw it again.");
}
