// SPDX-License-Identifier: MIT
using NetTopologySuite.Densify;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using OSGeo.OSR;

namespace SolarGis.Imagery.Grids;

/// <summary>Takes coordinates from one system to another; x is always easting or longitude.</summary>
/// <remarks>Not thread-safe: one per thread.</remarks>
public sealed class CoordinateTransform : IDisposable
{
    private readonly CoordinateTransformation? _transformation;

    /// <summary>Prepares the transformation.</summary>
    /// <exception cref="ImageryException">CRS_UNKNOWN: no transformation leads from one system to the other.</exception>
    public CoordinateTransform(Crs source, Crs target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        Source = source;
        Target = target;
        if (source == target || (source.Epsg is int code && code == target.Epsg)) return;
        using SpatialReference from = CrsFactory.ToReference(source), to = CrsFactory.ToReference(target);
        try
        {
            _transformation = new CoordinateTransformation(from, to);
        }
        catch (ApplicationException error)
        {
            throw new ImageryException("CRS_UNKNOWN", $"Coordinates cannot be taken from {source} to {target}.", error);
        }
    }

    /// <summary>The system of the input.</summary>
    public Crs Source { get; }

    /// <summary>The system of the result.</summary>
    public Crs Target { get; }

    /// <summary>Transforms one position.</summary>
    /// <exception cref="ImageryException">REGION_INVALID: the position does not exist in the target system.</exception>
    public (double X, double Y) Apply(double x, double y)
    {
        double[] xs = [x], ys = [y];
        Apply(xs, ys);
        return (xs[0], ys[0]);
    }

    /// <summary>Transforms positions in place.</summary>
    /// <exception cref="ImageryException">REGION_INVALID: a position does not exist in the target system.</exception>
    public void Apply(double[] x, double[] y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (_transformation is null || x.Length == 0) return;
        try
        {
            _transformation.TransformPoints(x.Length, x, y, new double[x.Length]);
        }
        catch (ApplicationException error)
        {
            throw Unreachable(error);
        }
        for (int i = 0; i < x.Length; i++)
            if (!double.IsFinite(x[i]) || !double.IsFinite(y[i])) throw Unreachable(null);
    }

    /// <summary>Transforms a geometry; the input stays as it is.</summary>
    /// <param name="geometry">In the source system.</param>
    /// <param name="maximumEdge">Edges longer than this (source units) get points in between first, so that they may bend.</param>
    /// <exception cref="ImageryException">REGION_INVALID: a position does not exist in the target system.</exception>
    public Geometry Apply(Geometry geometry, double maximumEdge = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        Geometry dense = Densify(geometry, maximumEdge);
        return _transformation is null || dense.IsEmpty ? dense : new SequenceTransformer(this).Transform(dense);
    }

    /// <summary>The bounds, in the target system, of a rectangle whose edges are densified; min x &gt; max x across the antimeridian.</summary>
    /// <exception cref="ImageryException">REGION_INVALID: the rectangle does not exist in the target system.</exception>
    public (double MinX, double MinY, double MaxX, double MaxY) ApplyBounds(double minX, double minY, double maxX, double maxY)
    {
        if (_transformation is null) return (minX, minY, maxX, maxY);
        double[] bounds = new double[4];
        try
        {
            _transformation.TransformBounds(bounds, minX, minY, maxX, maxY, 63);
        }
        catch (ApplicationException error)
        {
            throw Unreachable(error);
        }
        return double.IsFinite(bounds.Sum()) ? (bounds[0], bounds[1], bounds[2], bounds[3]) : throw Unreachable(null);
    }

    /// <summary>Frees the transformation.</summary>
    public void Dispose() => _transformation?.Dispose();

    /// <summary>Adds points to edges that are longer than a length; shapes stay exactly as they are.</summary>
    internal static Geometry Densify(Geometry geometry, double maximumEdge) =>
        double.IsPositiveInfinity(maximumEdge) || maximumEdge <= 0 || geometry.IsEmpty
            ? geometry
            : new Densifier(geometry) { DistanceTolerance = maximumEdge, Validate = false }.GetResultGeometry();

    private ImageryException Unreachable(Exception? inner) => new("REGION_INVALID",
        $"Some of the region's coordinates have no place in {Target}; check that they really are in {Source}.", inner);

    /// <summary>New sequences, so that the input stays as it is; one native call per sequence.</summary>
    private sealed class SequenceTransformer(CoordinateTransform transform) : GeometryTransformer
    {
        protected override CoordinateSequence TransformCoordinates(CoordinateSequence sequence, Geometry parent)
        {
            double[] x = new double[sequence.Count], y = new double[sequence.Count];
            for (int i = 0; i < x.Length; i++) (x[i], y[i]) = (sequence.GetX(i), sequence.GetY(i));
            transform.Apply(x, y);
            CoordinateSequence result = parent.Factory.CoordinateSequenceFactory.Create(x.Length, Ordinates.XY);
            for (int i = 0; i < x.Length; i++)
            {
                result.SetX(i, x[i]);
                result.SetY(i, y[i]);
            }
            return result;
        }
    }
}
