// SPDX-License-Identifier: MIT
using SolarGis.Imagery;
using SolarGis.Imagery.Grids;

namespace SolarGis.Segmentation.Benchmarks;

/// <summary>An image held in memory, so that a measurement has no reading in it but a copy.</summary>
/// <param name="original">Read once, whole.</param>
public sealed class MemorySource(IPatchSource original) : IPatchSource
{
    private readonly Patch _all = original.Read(original.Grid.Window);

    /// <inheritdoc/>
    public Grid Grid { get; } = original.Grid;

    /// <inheritdoc/>
    public IReadOnlyList<string> Bands { get; } = original.Bands;

    /// <inheritdoc/>
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

    /// <summary>Nothing to free.</summary>
    public void Dispose()
    {
    }
}
