// SPDX-License-Identifier: MIT
using SolarGis.Imagery;
using SolarGis.Imagery.Grids;

namespace SolarGis.Segmentation.Tests;

/// <summary>An image that lies in memory: reading it costs a copy.</summary>
internal sealed class StoredSource(IPatchSource original) : IPatchSource
{
    private readonly Patch _all = original.Read(original.Grid.Window);

    public Grid Grid => original.Grid;

    public IReadOnlyList<string> Bands => original.Bands;

    public Patch Read(RasterWindow window)
    {
        float[] pixels = new float[Bands.Count * window.Area];
        bool[] valid = new bool[window.Area];
        RasterWindow inside = window.Intersect(Grid.Window);
        for (int row = inside.Row; row < inside.EndRow; row++)
        {
            int from = row * Grid.Width + inside.Column, to = (row - window.Row) * window.Width + inside.Column - window.Column;
            Array.Copy(_all.Valid, from, valid, to, inside.Width);
            for (int band = 0; band < Bands.Count; band++)
                _all.Band(band).Slice(from, inside.Width).CopyTo(pixels.AsSpan((int)(band * window.Area) + to));
        }
        return new(pixels, valid, Bands, window, Grid.Crop(window));
    }

    public void Dispose()
    {
    }
}
