// SPDX-License-Identifier: MIT
namespace SolarGis.Segmentation.Polygons;

/// <summary>
/// Marching squares over a field that comes row by row: hands over each region above a level, with its outlines and statistics,
/// as soon as its last row has passed. Holds two rows and what is unfinished.
/// </summary>
/// <remarks>
/// Outlines run through the lines between pixel centres, where linear interpolation meets the level; a saddle joins its high
/// corners when the mean of the four is at the level or above. Crossings stay clear of pixel centres, so that no two outlines
/// touch: every region is a valid polygon and no two overlap, whatever the field. Next to a pixel without a value, and at the
/// field's border, the outline runs half-way, along the pixel's own edge.
/// By its documentation, GDAL's contour polygons bring no statistics per polygon, no holes in nodata and no way to tell edges from nodata.
/// </remarks>
internal sealed class ContourTracer
{
    /// <summary>In a row: outside of the field's region, as beyond its border.</summary>
    public const float Outside = float.NegativeInfinity;

    // Distance that a crossing keeps from pixel centres, in pixels.
    private const double Clearance = 1e-3;

    private readonly double _level;
    private readonly Action<TracedRegion> _finished;
    private readonly int _width;
    private readonly List<TracedRegion> _active = [];
    // With one column beyond each border.
    private float[] _above, _current;
    private TracedRegion?[] _aboveRegions, _currentRegions;
    // Crossings between the columns c and c + 1 of the row above.
    private readonly Crossing?[] _top;
    private int _row = -1;

    public ContourTracer(int width, double level, Action<TracedRegion> finished)
    {
        _width = width;
        _level = level;
        _finished = finished;
        _above = Border(width);
        _current = Border(width);
        _aboveRegions = new TracedRegion?[width + 2];
        _currentRegions = new TracedRegion?[width + 2];
        _top = new Crossing?[width + 1];
    }

    /// <summary>Takes the next row: values, NaN where there is none, or <see cref="Outside"/>.</summary>
    public void Push(ReadOnlySpan<float> row)
    {
        _row++;
        row.CopyTo(_current.AsSpan(1, _width));
        Label();
        Trace();
        Release();
        (_above, _current) = (_current, _above);
        (_aboveRegions, _currentRegions) = (_currentRegions, _aboveRegions);
    }

    /// <summary>Closes everything at the field's lower border.</summary>
    public void Finish() => Push(Border(_width - 2));

    private bool IsInside(float value) => value >= _level;

    private void Label()
    {
        TracedRegion? left = null;
        for (int column = 1; column <= _width; column++)
        {
            float value = _current[column];
            if (!IsInside(value))
            {
                _currentRegions[column] = left = null;
                continue;
            }
            TracedRegion? up = _aboveRegions[column]?.Root();
            if (left is not null && up is not null) left = TracedRegion.Merge(left, up);
            else left ??= up ?? Start();
            left.Add(value, _row);
            _currentRegions[column] = left;
        }
    }

    private TracedRegion Start()
    {
        var region = new TracedRegion();
        _active.Add(region);
        return region;
    }

    private void Trace()
    {
        Crossing? left = null;
        for (int column = 0; column <= _width; column++)
        {
            int corners = (IsInside(_above[column]) ? 1 : 0) | (IsInside(_above[column + 1]) ? 2 : 0)
                | (IsInside(_current[column + 1]) ? 4 : 0) | (IsInside(_current[column]) ? 8 : 0);
            if (corners is 0 or 15)
            {
                _top[column] = left = null;
                continue;
            }
            // Pixel centres of the cell's left column and upper row.
            double x = column - 0.5, y = _row - 0.5;
            Crossing? top = _top[column], right = null, bottom = null;
            if ((corners & 2) != 0 != ((corners & 4) != 0))
                right = new(x + 1, y + Cut(_above, _aboveRegions, column + 1, _current, _currentRegions, column + 1));
            if ((corners & 8) != 0 != ((corners & 4) != 0))
                bottom = new(x + Cut(_current, _currentRegions, column, _current, _currentRegions, column + 1), y + 1);
            Connect(corners, column, left, top, right, bottom);
            _top[column] = bottom;
            left = right;
        }
    }

    // How far from the first pixel to the second the level is met; notes what a region touches on the way.
    private double Cut(float[] first, TracedRegion?[] firstRegions, int firstColumn, float[] second, TracedRegion?[] secondRegions, int secondColumn)
    {
        double a = first[firstColumn], b = second[secondColumn];
        if (double.IsFinite(a) && double.IsFinite(b)) return Math.Clamp((_level - a) / (b - a), Clearance, 1 - Clearance);
        TracedRegion region = (firstRegions[firstColumn] ?? secondRegions[secondColumn])!.Root();
        if (double.IsNaN(a) || double.IsNaN(b)) region.TouchesNodata = true;
        else region.TouchesEdge = true;
        return 0.5;
    }

    // Directed so that the region lies on the same side of every segment: outer rings and holes then turn opposite ways.
    private void Connect(int corners, int column, Crossing? left, Crossing? top, Crossing? right, Crossing? bottom)
    {
        TracedRegion? topLeft = _aboveRegions[column], topRight = _aboveRegions[column + 1];
        TracedRegion? bottomRight = _currentRegions[column + 1], bottomLeft = _currentRegions[column];
        TracedRegion any = (topLeft ?? topRight ?? bottomRight ?? bottomLeft)!;
        switch (corners)
        {
            case 1: Link(top, left, any); break;
            case 2: Link(right, top, any); break;
            case 3: Link(right, left, any); break;
            case 4: Link(bottom, right, any); break;
            case 6: Link(bottom, top, any); break;
            case 7: Link(bottom, left, any); break;
            case 8: Link(left, bottom, any); break;
            case 9: Link(top, bottom, any); break;
            case 11: Link(right, bottom, any); break;
            case 12: Link(left, right, any); break;
            case 13: Link(top, right, any); break;
            case 14: Link(left, top, any); break;
            case 5 when SaddleJoins(column):
                TracedRegion.Merge(topLeft!.Root(), bottomRight!.Root());
                Link(top, right, any);
                Link(bottom, left, any);
                break;
            case 5:
                Link(top, left, topLeft!);
                Link(bottom, right, bottomRight!);
                break;
            case 10 when SaddleJoins(column):
                TracedRegion.Merge(topRight!.Root(), bottomLeft!.Root());
                Link(left, top, any);
                Link(right, bottom, any);
                break;
            default:
                Link(right, top, topRight!);
                Link(left, bottom, bottomLeft!);
                break;
        }
    }

    // A corner without a value makes the mean NaN or minus infinity: not joined.
    private bool SaddleJoins(int column) =>
        ((double)_above[column] + _above[column + 1] + _current[column] + _current[column + 1]) / 4 >= _level;

    private static void Link(Crossing? from, Crossing? to, TracedRegion region)
    {
        if (Chain.Link(from!, to!)) region.Root().Add(Ring.Collect(from!));
    }

    private void Release()
    {
        int kept = 0;
        for (int i = 0; i < _active.Count; i++)
        {
            TracedRegion region = _active[i];
            if (region.IsMerged) continue;
            if (region.LastRow < _row) _finished(region);
            else _active[kept++] = region;
        }
        _active.RemoveRange(kept, _active.Count - kept);
    }

    private static float[] Border(int width)
    {
        float[] row = new float[width + 2];
        Array.Fill(row, Outside);
        return row;
    }
}
