// SPDX-License-Identifier: MIT
using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using OSGeo.OGR;
using OSGeo.OSR;
using SolarGis.Imagery.Grids;
using Ogr = OSGeo.OGR.Ogr;
using OgrFeature = OSGeo.OGR.Feature;
using OgrGeometry = OSGeo.OGR.Geometry;

namespace SolarGis.Imagery.Vectors;

/// <summary>Hands a layer to OGR.</summary>
internal static class LayerWriter
{
    public static void Create(string path, string driverName, FeatureLayer layer)
    {
        using Driver driver = Ogr.GetDriverByName(driverName);
        using DataSource target = driver.CreateDataSource(path, []);
        // GeoJSON (RFC 7946) knows no other system than WGS 84.
        FeatureLayer written = driverName == "GeoJSON" ? ToWgs84(layer) : layer;
        string[] options = driverName == "GeoJSON" ? ["RFC7946=YES"] : [];
        bool transaction = driverName == "GPKG" && target.StartTransaction(0) == 0;
        Fill(target, written, options);
        if (transaction) target.CommitTransaction();
    }

    public static void Replace(string path, FeatureLayer layer)
    {
        using Driver driver = Ogr.GetDriverByName("GPKG");
        using DataSource target = driver.Open(Path.GetFullPath(path), 1);
        target.StartTransaction(0);
        try
        {
            for (int i = target.GetLayerCount() - 1; i >= 0; i--)
            {
                using Layer existing = target.GetLayerByIndex(i);
                if (string.Equals(existing.GetName(), layer.Name, StringComparison.OrdinalIgnoreCase)) target.DeleteLayer(i);
            }
            Fill(target, layer, []);
            target.CommitTransaction();
        }
        catch (Exception)
        {
            target.RollbackTransaction();
            throw;
        }
    }

    private static void Fill(DataSource target, FeatureLayer source, string[] options)
    {
        using SpatialReference reference = CrsFactory.ToReference(source.Crs);
        wkbGeometryType type = CommonType(source.Features);
        using Layer layer = target.CreateLayer(source.Name, reference, type, options);
        foreach (Field field in source.Fields)
        {
            using FieldDefn definition = new(field.Name, ToOgr(field.Kind));
            layer.CreateField(definition, 1);
        }
        WKBWriter toWkb = new();
        bool multi = type is wkbGeometryType.wkbMultiPolygon or wkbGeometryType.wkbMultiLineString or wkbGeometryType.wkbMultiPoint;
        using FeatureDefn schema = layer.GetLayerDefn();
        foreach (Feature feature in source.Features)
        {
            if (feature.Values.Count != source.Fields.Count)
                throw new ArgumentException($"A feature has {feature.Values.Count} values for {source.Fields.Count} fields.", nameof(source));
            using OgrFeature row = new(schema);
            using OgrGeometry shape = OgrGeometry.CreateFromWkb(toWkb.Write(multi ? Promote(feature.Geometry) : feature.Geometry));
            row.SetGeometry(shape);
            for (int i = 0; i < source.Fields.Count; i++) Set(row, i, source.Fields[i].Kind, feature.Values[i]);
            layer.CreateFeature(row);
        }
    }

    private static void Set(OgrFeature row, int index, FieldKind kind, object? value)
    {
        if (value is null)
        {
            row.SetFieldNull(index);
            return;
        }
        switch (kind)
        {
            case FieldKind.Text: row.SetField(index, (string)value); break;
            case FieldKind.Integer: row.SetFieldInteger64(index, Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case FieldKind.Real: row.SetField(index, Convert.ToDouble(value, CultureInfo.InvariantCulture)); break;
            case FieldKind.Date:
                DateOnly date = (DateOnly)value;
                row.SetField(index, date.Year, date.Month, date.Day, 0, 0, 0f, 0);
                break;
            default: throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }

    private static FieldType ToOgr(FieldKind kind) => kind switch
    {
        FieldKind.Text => FieldType.OFTString,
        FieldKind.Integer => FieldType.OFTInteger64,
        FieldKind.Real => FieldType.OFTReal,
        _ => FieldType.OFTDate,
    };

    /// <summary>The one geometry type that all features can have, single and multi promoted to multi.</summary>
    private static wkbGeometryType CommonType(IReadOnlyList<Feature> features)
    {
        HashSet<OgcGeometryType> types = [.. features.Select(f => f.Geometry.OgcGeometryType)];
        if (types.Count == 0) return wkbGeometryType.wkbUnknown;
        if (types.Count == 1) return (wkbGeometryType)(int)types.First();
        if (types.SetEquals([OgcGeometryType.Polygon, OgcGeometryType.MultiPolygon])) return wkbGeometryType.wkbMultiPolygon;
        if (types.SetEquals([OgcGeometryType.LineString, OgcGeometryType.MultiLineString])) return wkbGeometryType.wkbMultiLineString;
        return types.SetEquals([OgcGeometryType.Point, OgcGeometryType.MultiPoint]) ? wkbGeometryType.wkbMultiPoint : wkbGeometryType.wkbUnknown;
    }

    private static NetTopologySuite.Geometries.Geometry Promote(NetTopologySuite.Geometries.Geometry geometry) => geometry switch
    {
        Polygon polygon => polygon.Factory.CreateMultiPolygon([polygon]),
        LineString line => line.Factory.CreateMultiLineString([line]),
        Point point => point.Factory.CreateMultiPoint([point]),
        _ => geometry,
    };

    private static FeatureLayer ToWgs84(FeatureLayer layer)
    {
        using CoordinateTransform transform = new(layer.Crs, CrsFactory.Wgs84);
        return layer with
        {
            Crs = CrsFactory.Wgs84,
            Features = [.. layer.Features.Select(f => f with { Geometry = transform.Apply(f.Geometry) })],
        };
    }
}
