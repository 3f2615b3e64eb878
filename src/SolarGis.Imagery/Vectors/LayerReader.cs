// SPDX-License-Identifier: MIT
using NetTopologySuite.IO;
using OSGeo.OGR;
using OSGeo.OSR;
using SolarGis.Imagery.Grids;
using OgrFeature = OSGeo.OGR.Feature;
using OgrGeometry = OSGeo.OGR.Geometry;

namespace SolarGis.Imagery.Vectors;

/// <summary>Takes a layer out of an OGR data source.</summary>
internal static class LayerReader
{
    public static FeatureLayer Read(DataSource source, string path, string? layerName)
    {
        using Layer layer = Find(source, path, layerName);
        using SpatialReference? reference = layer.GetSpatialRef();
        if (reference is null)
            throw new ImageryException("NO_CRS", $"{Path.GetFileName(path)} does not say its coordinate reference system; assign one and save it again.");
        using FeatureDefn schema = layer.GetLayerDefn();
        List<Field> fields = [];
        for (int i = 0; i < schema.GetFieldCount(); i++)
        {
            using FieldDefn definition = schema.GetFieldDefn(i);
            fields.Add(new Field(definition.GetName(), ToKind(definition.GetFieldType())));
        }
        List<Feature> features = [];
        WKBReader fromWkb = new();
        layer.ResetReading();
        while (layer.GetNextFeature() is OgrFeature row)
        {
            using (row)
            {
                // The geometry belongs to the row: no dispose of its own.
                OgrGeometry? shape = row.GetGeometryRef();
                if (shape is null) continue;
                shape.FlattenTo2D();
                features.Add(new Feature(ToNts(shape, fromWkb), [.. fields.Select((f, i) => Get(row, i, f.Kind))]));
            }
        }
        return new FeatureLayer(layer.GetName(), CrsFactory.FromReference(reference), fields, features);
    }

    private static Layer Find(DataSource source, string path, string? layerName)
    {
        if (layerName is null && source.GetLayerCount() > 0) return source.GetLayerByIndex(0);
        List<string> names = [];
        for (int i = 0; i < source.GetLayerCount(); i++)
        {
            Layer layer = source.GetLayerByIndex(i);
            if (layer.GetName() == layerName) return layer;
            names.Add(layer.GetName());
            layer.Dispose();
        }
        throw new ImageryException("VECTOR_UNREADABLE", names.Count == 0
            ? $"{Path.GetFileName(path)} holds no layer."
            : $"{Path.GetFileName(path)} has no layer {layerName}; it has {string.Join(", ", names)}.");
    }

    private static NetTopologySuite.Geometries.Geometry ToNts(OgrGeometry shape, WKBReader reader)
    {
        OgrGeometry? linear = shape.HasCurveGeometry(0) == 1 ? shape.GetLinearGeometry(0, []) : null;
        using (linear)
        {
            byte[] wkb = new byte[(linear ?? shape).WkbSize()];
            (linear ?? shape).ExportToWkb(wkb, wkbByteOrder.wkbNDR);
            return reader.Read(wkb);
        }
    }

    private static object? Get(OgrFeature row, int index, FieldKind kind)
    {
        if (!row.IsFieldSetAndNotNull(index)) return null;
        switch (kind)
        {
            case FieldKind.Integer: return row.GetFieldAsInteger64(index);
            case FieldKind.Real: return row.GetFieldAsDouble(index);
            case FieldKind.Date:
                row.GetFieldAsDateTime(index, out int year, out int month, out int day, out _, out _, out _, out _);
                return new DateOnly(year, month, day);
            default: return row.GetFieldAsString(index);
        }
    }

    private static FieldKind ToKind(FieldType type) => type switch
    {
        FieldType.OFTInteger or FieldType.OFTInteger64 => FieldKind.Integer,
        FieldType.OFTReal => FieldKind.Real,
        FieldType.OFTDate or FieldType.OFTDateTime => FieldKind.Date,
        _ => FieldKind.Text,
    };
}
