// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using SolarGis.Imagery.Grids;

namespace SolarGis.Segmentation.Polygons;

/// <summary>Turns traced regions into polygons of the source's CRS and drops those that are too small.</summary>
internal sealed class OutlineBuilder
{
    private readonly Grid _grid;
    private readonly GeometryFactory _factory;
    private readonly double _minimumArea;
    private readonly double _largestPixel;

    public OutlineBuilder(Grid grid, double minimumArea)
    {
        _grid = grid;
        _minimumArea = minimumArea;
        _factory = new GeometryFactory(new PrecisionModel(), grid.Crs.Epsg ?? 0);
        _largestPixel = LargestPixel();
    }

    /// <summary>The region's polygon and its geodesic area in m²; null when it is below the minimum.</summary>
    public (Polygon Outline, double Area)? Build(TracedRegion region)
    {
        double pixels = region.Rings.Sum(ring => ring.SignedArea);
        if (pixels * _largestPixel < _minimumArea) return null;
        LinearRing? shell = null;
        var holes = new List<LinearRing>();
        foreach (Ring ring in region.Rings)
        {
            LinearRing made = ring.ToLinearRing(_factory, _grid.Transform);
            if (ring.SignedArea > 0) shell = made;
            else holes.Add(made);
        }
        Polygon outline = _factory.CreatePolygon(shell, [.. holes]);
        double area = EqualArea.SquareMetres(outline, _grid.Crs);
        return area < _minimumArea ? null : (outline, area);
    }

    // Noise makes a great many regions of a few pixels; measuring each on the ellipsoid would take longer than tracing them.
    private double LargestPixel()
    {
        const int Samples = 4;
        double largest = 0;
        for (int i = 0; i <= Samples; i++)
            for (int j = 0; j <= Samples; j++)
            {
                int column = (int)((long)(_grid.Width - 1) * i / Samples), row = (int)((long)(_grid.Height - 1) * j / Samples);
                largest = Math.Max(largest, EqualArea.SquareMetres(Footprint(column, row), _grid.Crs));
            }
        return largest * 1.1;
    }

    private Polygon Footprint(int column, int row) =>
        _factory.CreatePolygon(new Ring([column, row, column + 1, row, column + 1, row + 1, column, row + 1], 1).ToLinearRing(_factory, _grid.Transform));
}
