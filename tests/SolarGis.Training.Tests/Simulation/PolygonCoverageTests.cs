// SPDX-License-Identifier: MIT
using CsCheck;
using NetTopologySuite.Geometries;
using SolarGis.Models;
using SolarGis.Training.Simulation;

namespace SolarGis.Training.Tests.Simulation;

public sealed class PolygonCoverageTests
{
    [Fact]
    public void Coverage_adds_up_to_the_area() =>
        Gen.Select(Gen.ULong, Gen.Double[1, 40]).Sample((seed, hectares) =>
        {
            Geometry outline = new ProceduralOutlines().Draw(new RandomStream(seed, "coverage"), hectares);
            var shifted = NetTopologySuite.Geometries.Utilities.AffineTransformation.TranslationInstance(200, 200).Transform(outline);
            if (!new Envelope(0, 400, 0, 400).Contains(shifted.EnvelopeInternal)) return;
            double sum = PolygonCoverage.Of(shifted, 400, 400).Share.Sum(share => (double)share);
            // Four scanlines a row: the error lives on the outline.
            Assert.Equal(shifted.Area, sum, 0.05 * shifted.Length + 0.5);
        }, iter: 100);

    [Fact]
    public void A_rectangle_on_half_pixels_is_exact()
    {
        Geometry box = GeometryFactory.Default.ToGeometry(new Envelope(1.5, 4.25, 2, 3.5));
        PolygonCoverage coverage = PolygonCoverage.Of(box, 10, 10);
        Assert.Equal([0.5f, 1, 1, 0.25f, 0.25f, 0.5f, 0.5f, 0.125f], coverage.Share);
    }

    [Fact]
    public void Outside_the_canvas_there_is_nothing()
    {
        Assert.Empty(PolygonCoverage.Of(GeometryFactory.Default.ToGeometry(new Envelope(20, 30, 20, 30)), 10, 10).Share);
        Assert.Equal(100, PolygonCoverage.Of(GeometryFactory.Default.ToGeometry(new Envelope(-5, 30, -5, 30)), 10, 10).Share.Sum(), 1e-4);
    }
}
