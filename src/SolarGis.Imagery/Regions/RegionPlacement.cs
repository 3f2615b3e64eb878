// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using SolarGis.Imagery.Grids;

namespace SolarGis.Imagery.Regions;

/// <summary>Takes a region from its own coordinates to pixels of a grid.</summary>
internal static class RegionPlacement
{
    /// <summary>Pieces of the region's longer side that an edge is cut into before it is transformed.</summary>
    private const int Pieces = 128;

    /// <summary>Part of a pixel that numbers may be off by without another pixel being taken in.</summary>
    private const double Rounding = 1e-4;

    public static RegionWindow Place(Geometry shape, int epsg, bool isExtent, Grid grid)
    {
        Crs own = CrsFactory.FromEpsg(epsg);
        using CoordinateTransform toGrid = new(own, grid.Crs);
        bool same = own.Epsg == grid.Crs.Epsg;
        // What lies far outside the image may not exist in its system (the whole world in one UTM zone): clipped away first.
        Geometry near = same ? shape : ClipToImage(shape, own, grid);
        if (near.IsEmpty) throw Outside(grid);
        double edge = Math.Max(near.EnvelopeInternal.Width, near.EnvelopeInternal.Height) / Pieces;
        Geometry placed = same ? near : toGrid.Apply(near, edge);
        RasterWindow window = PixelBounds(placed, grid.Transform).Intersect(grid.Window);
        if (window.IsEmpty) throw Outside(grid);
        return new RegionWindow(window, isExtent && grid.Transform.IsAxisAligned ? null : placed, grid);
    }

    private static Geometry ClipToImage(Geometry shape, Crs own, Grid grid)
    {
        Envelope image = new();
        foreach ((int column, int row) in ((int, int)[])[(0, 0), (grid.Width, 0), (0, grid.Height), (grid.Width, grid.Height)])
        {
            (double x, double y) = grid.Transform.Apply(column, row);
            image.ExpandToInclude(x, y);
        }
        using CoordinateTransform toOwn = new(grid.Crs, own);
        double minX, minY, maxX, maxY;
        try
        {
            (minX, minY, maxX, maxY) = toOwn.ApplyBounds(image.MinX, image.MinY, image.MaxX, image.MaxY);
        }
        catch (ImageryException)
        {
            return shape;
        }
        // Across the antimeridian a rectangle of longitudes says nothing.
        if (minX > maxX) return shape;
        Envelope bounds = new(minX, maxX, minY, maxY);
        bounds.ExpandBy(0.05 * bounds.Width, 0.05 * bounds.Height);
        return bounds.Contains(shape.EnvelopeInternal) ? shape : shape.Intersection(shape.Factory.ToGeometry(bounds));
    }

    private static RasterWindow PixelBounds(Geometry placed, GeoTransform transform)
    {
        double minColumn = double.MaxValue, minRow = double.MaxValue, maxColumn = double.MinValue, maxRow = double.MinValue;
        foreach (Coordinate corner in placed.Coordinates)
        {
            (double column, double row) = transform.Invert(corner.X, corner.Y);
            minColumn = Math.Min(minColumn, column);
            maxColumn = Math.Max(maxColumn, column);
            minRow = Math.Min(minRow, row);
            maxRow = Math.Max(maxRow, row);
        }
        int left = Whole(Math.Floor(minColumn + Rounding)), top = Whole(Math.Floor(minRow + Rounding));
        return new RasterWindow(left, top, Whole(Math.Ceiling(maxColumn - Rounding)) - left, Whole(Math.Ceiling(maxRow - Rounding)) - top);
    }

    /// <summary>Bounded, so that differences of far-away places still are integers.</summary>
    private static int Whole(double value) => (int)Math.Clamp(value, -1e9, 1e9);

    private static ImageryException Outside(Grid grid)
    {
        using CoordinateTransform toWgs84 = new(grid.Crs, CrsFactory.Wgs84);
        (double x, double y) = grid.Transform.Apply(grid.Width / 2.0, grid.Height / 2.0);
        (double longitude, double latitude) = toWgs84.Apply(x, y);
        return new ImageryException("REGION_OUTSIDE", FormattableString.Invariant(
            $"The region lies outside the image, whose centre is at longitude {longitude:F4}, latitude {latitude:F4}; draw it on the image."));
    }
}
