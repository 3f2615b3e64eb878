// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using OSGeo.OSR;

namespace SolarGis.Imagery.Grids;

/// <summary>Areas on the ellipsoid: through a Lambert azimuthal equal-area projection near the geometry, edges densified.</summary>
/// <remarks>
/// The projection is equal-area everywhere on the ellipsoid, so its centre only decides how much edges bend; rounding it to
/// whole degrees lets thousands of polygons share one transformation.
/// </remarks>
public static class EqualArea
{
    private const int PiecesPerExtent = 256;
    private const int KeptTransforms = 16;

    [ThreadStatic] private static Dictionary<(string Wkt, int Longitude, int Latitude), CoordinateTransform>? t_transforms;

    /// <summary>Square metres inside a geometry; edges run straight in <paramref name="crs"/>.</summary>
    /// <exception cref="ImageryException">REGION_INVALID where coordinates do not exist; CRS_UNKNOWN for a system without a datum.</exception>
    public static double SquareMetres(Geometry geometry, Crs crs)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        ArgumentNullException.ThrowIfNull(crs);
        if (geometry.IsEmpty || geometry.Dimension < Dimension.Surface) return 0;
        Envelope bounds = geometry.EnvelopeInternal;
        double edge = Math.Max(bounds.Width, bounds.Height) / PiecesPerExtent;
        return ToEqualArea(crs, bounds.Centre).Apply(geometry, edge).Area;
    }

    private static CoordinateTransform ToEqualArea(Crs crs, Coordinate centre)
    {
        Dictionary<(string, int, int), CoordinateTransform> transforms = t_transforms ??= [];
        (double longitude, double latitude) = Get(transforms, (crs.Wkt, int.MinValue, 0), static (key, crs) => ToGeographic(crs), crs)
            .Apply(centre.X, centre.Y);
        int wholeLongitude = (int)Math.Round(longitude), wholeLatitude = (int)Math.Clamp(Math.Round(latitude), -90, 90);
        return Get(transforms, (crs.Wkt, wholeLongitude, wholeLatitude), ToAzimuthal, crs);
    }

    private static CoordinateTransform Get(
        Dictionary<(string, int, int), CoordinateTransform> transforms, (string Wkt, int Longitude, int Latitude) key,
        Func<(string Wkt, int Longitude, int Latitude), Crs, CoordinateTransform> make, Crs crs)
    {
        if (transforms.TryGetValue(key, out CoordinateTransform? transform)) return transform;
        if (transforms.Count >= KeptTransforms)
        {
            foreach (CoordinateTransform old in transforms.Values) old.Dispose();
            transforms.Clear();
        }
        return transforms[key] = make(key, crs);
    }

    private static CoordinateTransform ToGeographic(Crs crs)
    {
        using SpatialReference geographic = Geographic(crs);
        return new CoordinateTransform(crs, CrsFactory.FromReference(geographic));
    }

    private static CoordinateTransform ToAzimuthal((string Wkt, int Longitude, int Latitude) key, Crs crs)
    {
        using SpatialReference reference = Geographic(crs);
        reference.SetLAEA(key.Latitude, key.Longitude, 0, 0);
        return new CoordinateTransform(crs, new Crs(CrsFactory.FromReference(reference).Wkt, null));
    }

    private static SpatialReference Geographic(Crs crs)
    {
        using SpatialReference reference = CrsFactory.ToReference(crs);
        try
        {
            if (reference.CloneGeogCS() is SpatialReference geographic) return geographic;
        }
        catch (ApplicationException)
        {
            // Falls through to the one message for systems without a datum.
        }
        throw new ImageryException("CRS_UNKNOWN",
            "Areas cannot be measured: the coordinate reference system is not tied to the Earth. Assign the layer's true system first.");
    }
}
