// SPDX-License-Identifier: MIT
using SolarGis.Imagery;
using SolarGis.Imagery.Grids;

namespace SolarGis.Segmentation.Tests;

/// <summary>An image that is a function of band, row and column.</summary>
internal sealed class ArraySource(int width, int height, IReadOnlyList<string> bands, Func<int, int, int, float> pixel) : IPatchSource
{
    public Grid Grid { get; } = new(width, height, new GeoTransform(500_000, 10, 0, 2_500_000, 0, -10), CrsFactory.FromEpsg(32643));

    public IReadOnlyList<string> Bands => bands;

    /// <summary>True where there is no data.</summary>
    public Func<int, int, bool> IsNodata { get; init; } = static (_, _) => false;

    public int Reads { get; private set; }

    public Patch Read(RasterWindow window)
    {
        Reads++;
        float[] pixels = new float[bands.Count * window.Area];
        bool[] valid = new bool[window.Area];
        RasterWindow inside = window.Intersect(Grid.Window);
        for (int row = inside.Row; row < inside.EndRow; row++)
            for (int column = inside.Column; column < inside.EndColumn; column++)
            {
                long at = (long)(row - window.Row) * window.Width + column - window.Column;
                if (IsNodata(row, column)) continue;
                valid[at] = true;
                for (int band = 0; band < bands.Count; band++) pixels[band * window.Area + at] = pixel(band, row, column);
            }
        return new(pixels, valid, bands, window, Grid.Crop(window));
    }

    public void Dispose()
    {
    }

    /// <summary>Repeatable noise in [0, 1).</summary>
    public static float Noise(int band, int row, int column)
    {
        uint hash = (uint)(band * 73_856_093 ^ row * 19_349_663 ^ column * 83_492_791);
        hash = (hash ^ (hash >> 13)) * 0x5bd1e995;
        return ((hash ^ (hash >> 15)) & 0xFFFF) / 65_536f;
    }
}
