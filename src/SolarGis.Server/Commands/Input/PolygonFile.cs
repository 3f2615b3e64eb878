// SPDX-License-Identifier: MIT
using System.Globalization;
using Google.Protobuf;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NetTopologySuite.Operation.Union;
using NetTopologySuite.Operation.Valid;
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Vectors;
using SolarGis.Server.Client;

namespace SolarGis.Server.Commands.Input;

/// <summary>Polygons that a person drew or saved, read for a request.</summary>
internal static class PolygonFile
{
    /// <summary>All polygons of a file as one shape.</summary>
    public static (Geometry Shape, int Epsg) ReadAll(string path)
    {
        FeatureLayer layer = VectorFile.Read(path);
        List<Geometry> polygons = [];
        for (int i = 0; i < layer.Features.Count; i++)
            if (layer.Features[i].Geometry is Geometry shape and (NetTopologySuite.Geometries.Polygon or MultiPolygon) && !shape.IsEmpty)
                polygons.Add(Check(shape, path, i + 1));
        if (polygons.Count == 0)
            throw ClientException.Refused("REGION_EMPTY", $"{Path.GetFileName(path)} holds no polygon; draw one, or choose a layer of polygons.");
        return WithEpsg(polygons.Count == 1 ? polygons[0] : UnaryUnionOp.Union(polygons), layer.Crs);
    }

    /// <summary>Polygons of a file to explain.</summary>
    /// <param name="path">The file.</param>
    /// <param name="ids">Their site_id or number in the file from 1, or "all"; empty where the file holds just one.</param>
    public static IReadOnlyList<V1.Subject> ReadSubjects(string path, IReadOnlyList<string> ids)
    {
        FeatureLayer layer = VectorFile.Read(path);
        string name = Path.GetFileName(path);
        if (layer.Features.Count == 0) throw ClientException.Refused("REGION_EMPTY", $"{name} holds no polygon.");
        if (ids.Count == 0 && layer.Features.Count > 1)
            throw ClientException.Refused("POLYGON_AMBIGUOUS", $"{name} holds {layer.Features.Count} polygons; name one by its number or its site_id.");
        IEnumerable<int> indices = ids is [] or ["all"] ? Enumerable.Range(0, layer.Features.Count) : ids.Select(id => Find(layer, id, name));
        return [.. indices.Distinct().Select(index =>
        {
            Geometry shape = layer.Features[index].Geometry;
            if (shape is not (NetTopologySuite.Geometries.Polygon or MultiPolygon) || shape.IsEmpty)
                throw ClientException.Refused("REGION_EMPTY", $"Feature {index + 1} of {name} is no polygon.");
            (Geometry placed, int epsg) = WithEpsg(Check(shape, path, index + 1), layer.Crs);
            return new V1.Subject { Polygon = placed.ToMessage(epsg), Name = SiteId(layer, index) ?? $"polygon {index + 1}" };
        })];
    }

    /// <summary>The contract's form of a polygon.</summary>
    public static V1.Polygon ToMessage(this Geometry shape, int epsg) =>
        new() { Wkb = ByteString.CopyFrom(new WKBWriter().Write(shape)), Epsg = (uint)epsg };

    private static int Find(FeatureLayer layer, string id, string file)
    {
        for (int i = 0; i < layer.Features.Count; i++)
            if (SiteId(layer, i) == id) return i;
        return int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= layer.Features.Count
            ? number - 1
            : throw ClientException.Refused("POLYGON_NOT_FOUND",
                $"{file} has no polygon \"{id}\"; give a number from 1 to {layer.Features.Count}, or a site_id that is in the file.");
    }

    private static string? SiteId(FeatureLayer layer, int index)
    {
        int column = layer.Fields.ToList().FindIndex(field => field.Name.Equals("site_id", StringComparison.OrdinalIgnoreCase));
        return column < 0 ? null : layer.Features[index].Values[column]?.ToString();
    }

    private static Geometry Check(Geometry shape, string path, int number)
    {
        var validity = new IsValidOp(shape);
        if (validity.IsValid) return shape;
        Coordinate at = validity.ValidationError.Coordinate;
        throw ClientException.Refused("REGION_INVALID", string.Create(CultureInfo.InvariantCulture,
            $"Polygon {number} of {Path.GetFileName(path)} crosses or touches itself near {at.X:0.######}, {at.Y:0.######}; repair it (in QGIS: Fix geometries)."));
    }

    /// <summary>Requests carry EPSG codes: a system without one is left for longitude and latitude.</summary>
    private static (Geometry Shape, int Epsg) WithEpsg(Geometry shape, Crs crs)
    {
        if (crs.Epsg is int code) return (shape, code);
        using var toWgs84 = new CoordinateTransform(crs, CrsFactory.Wgs84);
        return (toWgs84.Apply(shape), 4326);
    }
}
