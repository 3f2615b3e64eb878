// SPDX-License-Identifier: MIT
using CsCheck;
using NetTopologySuite.Geometries;
using SolarGis.Imagery.Grids;

namespace SolarGis.Imagery.Tests.Grids;

public class CoordinateTransformTests
{
    [Fact]
    public void X_is_longitude_and_known_values_are_met()
    {
        using CoordinateTransform transform = new(CrsFactory.Wgs84, CrsFactory.FromEpsg(32643));
        // The central meridian of zone 43 (75 E) is easting 500000; 26 N there is 2876 km from the equator.
        (double x, double y) = transform.Apply(75, 26);
        Assert.Equal(500000, x, 1e-3);
        Assert.InRange(y, 2875000, 2877000);
    }

    [Fact]
    public void There_and_back_is_the_same_place() => Gen.Select(Gen.Double[-2, 2], Gen.Double[-80, 80]).Sample((dx, latitude) =>
    {
        using CoordinateTransform there = new(CrsFactory.Wgs84, CrsFactory.FromEpsg(32631));
        using CoordinateTransform back = new(CrsFactory.FromEpsg(32631), CrsFactory.Wgs84);
        (double x, double y) = there.Apply(3 + dx, latitude);
        (x, y) = back.Apply(x, y);
        Assert.Equal(3 + dx, x, 1e-9);
        Assert.Equal(latitude, y, 1e-9);
    }, iter: 50, threads: 1);

    [Fact]
    public void Dense_edges_bend_and_the_input_stays_as_it_was()
    {
        using CoordinateTransform transform = new(CrsFactory.Wgs84, CrsFactory.FromEpsg(32631));
        Geometry box = new GeometryFactory().ToGeometry(new Envelope(0, 6, 60, 61));
        Geometry coarse = transform.Apply(box), dense = transform.Apply(box, 0.1);
        Assert.Equal(5, coarse.NumPoints);
        Assert.True(dense.NumPoints > 100);
        // The parallel's middle lies south of the chord between its ends, by kilometres.
        Assert.True(coarse.EnvelopeInternal.MinY - dense.EnvelopeInternal.MinY > 1000);
        Assert.Equal(new Envelope(0, 6, 60, 61), box.EnvelopeInternal);
    }

    [Fact]
    public void Bounds_use_dense_edges()
    {
        using CoordinateTransform transform = new(CrsFactory.Wgs84, CrsFactory.FromEpsg(32631));
        (_, double minY, _, _) = transform.ApplyBounds(0, 60, 6, 61);
        Assert.InRange(minY - transform.Apply(3, 60).Y, -10, 10);
    }

    [Fact]
    public void A_place_without_coordinates_is_refused()
    {
        using CoordinateTransform transform = new(CrsFactory.Wgs84, CrsFactory.FromEpsg(32631));
        Assert.Equal("REGION_INVALID", Assert.Throws<ImageryException>(() => transform.Apply(500000, 4000000)).Reason);
    }

    [Theory]
    [InlineData(4326)]
    [InlineData(32643)]
    [InlineData(3857)]
    public void The_text_of_a_system_leads_back_to_its_code(int epsg) =>
        Assert.Equal(epsg, CrsFactory.FromWkt(CrsFactory.FromEpsg(epsg).Wkt).Epsg);

    [Fact]
    public void An_unknown_code_and_a_url_are_refused()
    {
        Assert.Equal("CRS_UNKNOWN", Assert.Throws<ImageryException>(() => CrsFactory.FromEpsg(99999)).Reason);
        Assert.Equal("CRS_UNKNOWN", Assert.Throws<ImageryException>(() => CrsFactory.FromWkt("http://example.com/x.prj")).Reason);
    }
}
