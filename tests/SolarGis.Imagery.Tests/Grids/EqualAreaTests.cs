// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using SolarGis.Imagery.Grids;

namespace SolarGis.Imagery.Tests.Grids;

public class EqualAreaTests
{
    private static readonly GeometryFactory Factory = new();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(77, 26)]
    [InlineData(-3, -61)]
    [InlineData(179, 45)]
    public void A_cell_of_one_degree_has_the_closed_formula_area(double west, double south)
    {
        Geometry cell = Factory.ToGeometry(new Envelope(west, west + 1, south, south + 1));
        Assert.Equal(1, EqualArea.SquareMetres(cell, CrsFactory.Wgs84) / CellArea(south, south + 1, 1), 1e-6);
    }

    [Fact]
    public void A_small_cell_has_the_same_area_in_degrees_and_in_utm()
    {
        using CoordinateTransform toUtm = new(CrsFactory.Wgs84, CrsFactory.FromEpsg(32643));
        Geometry cell = Factory.ToGeometry(new Envelope(77.0, 77.01, 26.0, 26.01));
        double expected = CellArea(26, 26.01, 0.01);
        Assert.Equal(1, EqualArea.SquareMetres(toUtm.Apply(cell, 0.0002), CrsFactory.FromEpsg(32643)) / expected, 1e-8);
    }

    [Fact]
    public void Holes_are_subtracted_and_lines_have_no_area()
    {
        LinearRing outer = (LinearRing)((Polygon)Factory.ToGeometry(new Envelope(0, 0.02, 0, 0.02))).ExteriorRing;
        LinearRing inner = (LinearRing)((Polygon)Factory.ToGeometry(new Envelope(0.005, 0.015, 0.005, 0.015))).ExteriorRing;
        double expected = CellArea(0, 0.02, 0.02) - CellArea(0.005, 0.015, 0.01);
        Assert.Equal(1, EqualArea.SquareMetres(Factory.CreatePolygon(outer, [inner]), CrsFactory.Wgs84) / expected, 1e-7);
        Assert.Equal(0, EqualArea.SquareMetres(outer, CrsFactory.Wgs84));
    }

    [Fact]
    public void Many_places_do_not_disturb_each_other()
    {
        foreach (int west in Enumerable.Range(-90, 40).Select(i => i * 2))
        {
            Geometry cell = Factory.ToGeometry(new Envelope(west, west + 0.01, 10, 10.01));
            Assert.Equal(1, EqualArea.SquareMetres(cell, CrsFactory.Wgs84) / CellArea(10, 10.01, 0.01), 1e-8);
        }
    }

    /// <summary>Area between two parallels of the WGS 84 ellipsoid (Snyder 1987, eq. 3-12: authalic q).</summary>
    private static double CellArea(double south, double north, double width)
    {
        const double a = 6378137, flattening = 1 / 298.257223563;
        double squared = flattening * (2 - flattening), e = Math.Sqrt(squared);
        double Q(double degrees)
        {
            double sine = Math.Sin(degrees * Math.PI / 180);
            return (1 - squared) * (sine / (1 - squared * sine * sine) - Math.Log((1 - e * sine) / (1 + e * sine)) / (2 * e));
        }
        return a * a / 2 * (Q(north) - Q(south)) * width * Math.PI / 180;
    }
}
