// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Vectors;

namespace SolarGis.Imagery.Tests.Vectors;

public sealed class VectorFileTests : IDisposable
{
    private static readonly GeometryFactory Factory = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("out.gpkg")]
    [InlineData("out.fgb")]
    [InlineData("out.geojson")]
    [InlineData("résultats d'été/Ünïcode ☀ 100 %.gpkg")]
    public void What_is_written_is_read_back(string name)
    {
        FeatureLayer layer = Sample(CrsFactory.Wgs84);
        VectorFile.Write(_folder[name], layer);
        FeatureLayer read = VectorFile.Read(_folder[name]);
        Assert.Equal(4326, read.Crs.Epsg);
        Assert.Equal(layer.Fields, read.Fields);
        // FlatGeobuf sorts by position for its index.
        Feature[] sorted = [.. read.Features.OrderBy(f => f.Values[1])];
        Assert.Equal(2, sorted.Length);
        Assert.Equal(layer.Features[0].Values, sorted[0].Values);
        Assert.Equal([null, 2L, null, null], sorted[1].Values);
        Assert.True(layer.Features[0].Geometry.EqualsTopologically(sorted[0].Geometry));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(_folder[name])!));
    }

    [Fact]
    public void Geojson_is_always_wgs84()
    {
        Geometry square = Factory.ToGeometry(new Envelope(500000, 501000, 2875000, 2876000));
        FeatureLayer layer = new("a", CrsFactory.FromEpsg(32643), [], [new Feature(square, [])]);
        VectorFile.Write(_folder["a.geojson"], layer);
        FeatureLayer read = VectorFile.Read(_folder["a.geojson"]);
        Assert.Equal(4326, read.Crs.Epsg);
        Assert.InRange(read.Features[0].Geometry.EnvelopeInternal.MinX, 74.9999, 75.0001);
    }

    [Fact]
    public void A_layer_is_replaced_and_the_others_stay()
    {
        string path = _folder["a.gpkg"];
        FeatureLayer first = Sample(CrsFactory.Wgs84);
        VectorFile.WriteLayer(path, first);
        VectorFile.WriteLayer(path, first with { Name = "second" });
        VectorFile.WriteLayer(path, first with { Features = [first.Features[0]] });
        Assert.Single(VectorFile.Read(path, first.Name).Features);
        Assert.Equal(2, VectorFile.Read(path, "second").Features.Count);
    }

    [Fact]
    public void A_replacement_that_fails_changes_nothing()
    {
        string path = _folder["a.gpkg"];
        FeatureLayer layer = Sample(CrsFactory.Wgs84);
        VectorFile.WriteLayer(path, layer);
        FeatureLayer broken = layer with { Features = [layer.Features[0], new Feature(layer.Features[0].Geometry, [])] };
        Assert.ThrowsAny<Exception>(() => VectorFile.WriteLayer(path, broken));
        Assert.Equal(2, VectorFile.Read(path, layer.Name).Features.Count);
    }

    [Fact]
    public void Errors_say_what_to_do()
    {
        Assert.Equal("VECTOR_NOT_FOUND", Reason(() => VectorFile.Read(_folder["none.gpkg"])));
        Assert.Equal("FORMAT_UNKNOWN", Reason(() => VectorFile.Write(_folder["a.kml"], Sample(CrsFactory.Wgs84))));
        File.WriteAllText(_folder["broken.gpkg"], "no database");
        Assert.Equal("VECTOR_UNREADABLE", Reason(() => VectorFile.Read(_folder["broken.gpkg"])));
        File.WriteAllText(_folder["a-file"], "");
        Assert.Equal("OUTPUT_UNWRITABLE", Reason(() => VectorFile.Write(Path.Combine(_folder["a-file"], "a.gpkg"), Sample(CrsFactory.Wgs84))));
        VectorFile.Write(_folder["a.gpkg"], Sample(CrsFactory.Wgs84));
        Assert.Equal("VECTOR_UNREADABLE", Reason(() => VectorFile.Read(_folder["a.gpkg"], "other")));
    }

    private static string Reason(Action action) => Assert.Throws<ImageryException>(action).Reason;

    private static FeatureLayer Sample(Crs crs)
    {
        Polygon withHole = Factory.CreatePolygon(
            (LinearRing)((Polygon)Factory.ToGeometry(new Envelope(0, 4, 0, 4))).ExteriorRing,
            [(LinearRing)((Polygon)Factory.ToGeometry(new Envelope(1, 2, 1, 2))).ExteriorRing]);
        MultiPolygon two = Factory.CreateMultiPolygon([(Polygon)Factory.ToGeometry(new Envelope(5, 6, 5, 6)), (Polygon)Factory.ToGeometry(new Envelope(7, 8, 7, 8))]);
        return new FeatureLayer("candidates", crs,
            [new("why", FieldKind.Text), new("site_id", FieldKind.Integer), new("p_mean", FieldKind.Real), new("img_date", FieldKind.Date)],
            [new(withHole, ["größer als zuvor ☀", 1L, 0.25, new DateOnly(2024, 2, 29)]), new(two, [null, 2L, null, null])]);
    }
}
