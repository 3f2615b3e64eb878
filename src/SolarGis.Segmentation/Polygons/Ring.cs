// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using SolarGis.Imagery.Grids;

namespace SolarGis.Segmentation.Polygons;

/// <summary>A closed outline in pixel-corner coordinates.</summary>
/// <param name="Positions">x and y in turn; the first position is not repeated at the end.</param>
/// <param name="SignedArea">Square pixels; positive for the outer ring of a region, negative for a hole.</param>
internal sealed record Ring(double[] Positions, double SignedArea)
{
    /// <summary>Collects a closed ring of crossings; those on a straight line between their neighbours are left out.</summary>
    public static Ring Collect(Crossing start)
    {
        var positions = new List<double>();
        double doubled = 0;
        Crossing previous = start, current = start.Next!;
        do
        {
            Crossing next = current.Next!;
            doubled += previous.X * current.Y - current.X * previous.Y;
            double turn = (current.X - previous.X) * (next.Y - current.Y) - (current.Y - previous.Y) * (next.X - current.X);
            if (turn != 0)
            {
                positions.Add(current.X);
                positions.Add(current.Y);
            }
            (previous, current) = (current, next);
        }
        while (previous != start);
        return new([.. positions], doubled / 2);
    }

    /// <summary>The ring in coordinates.</summary>
    /// <param name="factory">Makes the ring.</param>
    /// <param name="transform">From pixel corners to coordinates.</param>
    public LinearRing ToLinearRing(GeometryFactory factory, GeoTransform transform)
    {
        var coordinates = new Coordinate[Positions.Length / 2 + 1];
        for (int i = 0; i < coordinates.Length - 1; i++)
        {
            (double x, double y) = transform.Apply(Positions[2 * i], Positions[2 * i + 1]);
            coordinates[i] = new(x, y);
        }
        coordinates[^1] = coordinates[0].Copy();
        return factory.CreateLinearRing(coordinates);
    }
}
