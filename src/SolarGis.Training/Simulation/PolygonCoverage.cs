// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using SolarGis.Imagery.Grids;

namespace SolarGis.Training.Simulation;

/// <summary>The share of every cell that lies inside a polygon.</summary>
/// <param name="Window">The cells, which may be empty.</param>
/// <param name="Share">0 to 1 per cell of the window, [row][column].</param>
internal sealed record PolygonCoverage(RasterWindow Window, float[] Share)
{
    private const int SubRows = 4;

    /// <summary>Area coverage by scanlines: exact along rows, four samples a cell across them.</summary>
    /// <param name="polygons">Polygon or MultiPolygon in pixel coordinates.</param>
    /// <param name="width">Cells across of the whole canvas.</param>
    /// <param name="height">Cells down of the whole canvas.</param>
    /// <param name="cellsPerPixel">Cells of the canvas per pixel of the coordinates.</param>
    public static PolygonCoverage Of(Geometry polygons, int width, int height, int cellsPerPixel = 1)
    {
        Envelope box = polygons.EnvelopeInternal;
        if (box.IsNull) return new(default, []);
        int left = (int)Math.Floor(box.MinX * cellsPerPixel), top = (int)Math.Floor(box.MinY * cellsPerPixel);
        int right = (int)Math.Ceiling(box.MaxX * cellsPerPixel), bottom = (int)Math.Ceiling(box.MaxY * cellsPerPixel);
        RasterWindow window = new RasterWindow(left, top, right - left, bottom - top).Intersect(new(0, 0, width, height));
        if (window.IsEmpty) return new(default, []);

        List<(Coordinate A, Coordinate B)> edges = Edges(polygons);
        var share = new float[window.Area];
        var crossings = new List<double>();
        for (int subRow = 0; subRow < window.Height * SubRows; subRow++)
        {
            double y = (window.Row + (subRow + 0.5) / SubRows) / cellsPerPixel;
            crossings.Clear();
            foreach ((Coordinate a, Coordinate b) in edges)
            {
                if (a.Y <= y != b.Y <= y) crossings.Add((a.X + (y - a.Y) / (b.Y - a.Y) * (b.X - a.X)) * cellsPerPixel - window.Column);
            }

            crossings.Sort();
            Span<float> row = share.AsSpan(subRow / SubRows * window.Width, window.Width);
            for (int i = 0; i + 1 < crossings.Count; i += 2) Fill(row, crossings[i], crossings[i + 1]);
        }

        return new(window, share);
    }

    private static void Fill(Span<float> row, double from, double to)
    {
        from = Math.Max(from, 0);
        to = Math.Min(to, row.Length);
        for (int i = (int)from; i < to; i++) row[i] += (float)((Math.Min(i + 1, to) - Math.Max(i, from)) / SubRows);
    }

    private static List<(Coordinate, Coordinate)> Edges(Geometry polygons)
    {
        var edges = new List<(Coordinate, Coordinate)>();
        for (int n = 0; n < polygons.NumGeometries; n++)
        {
            if (polygons.GetGeometryN(n) is not Polygon polygon) continue;
            foreach (LineString ring in polygon.InteriorRings.Prepend(polygon.ExteriorRing))
            {
                Coordinate[] points = ring.Coordinates;
                for (int i = 0; i + 1 < points.Length; i++) edges.Add((points[i], points[i + 1]));
            }
        }

        return edges;
    }
}
