// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using SolarGis.Imagery.Grids;

namespace SolarGis.Segmentation.Polygons;

/// <summary>Gives provisional site ids from positions; the same polygons in the same order get the same ids.</summary>
internal sealed class SiteNames(Crs crs) : IDisposable
{
    private const int Characters = 9;

    private readonly CoordinateTransform _toWgs84 = new(crs, CrsFactory.Wgs84);
    private readonly Dictionary<string, int> _given = [];

    public string Name(Polygon outline)
    {
        Point centre = outline.Centroid;
        (double longitude, double latitude) = _toWgs84.Apply(centre.X, centre.Y);
        string name = "S" + Geohash.Encode(longitude, latitude, Characters);
        int uses = _given[name] = _given.GetValueOrDefault(name) + 1;
        return uses == 1 ? name : $"{name}-{uses}";
    }

    public void Dispose() => _toWgs84.Dispose();
}
