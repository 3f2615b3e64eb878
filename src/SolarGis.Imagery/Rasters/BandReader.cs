// SPDX-License-Identifier: MIT
using OSGeo.GDAL;
using SolarGis.Imagery.Bands;
using SolarGis.Imagery.Grids;

namespace SolarGis.Imagery.Rasters;

/// <summary>Reads one band as reflectance onto a reference grid, native or finer than its own.</summary>
/// <remarks>
/// Resampling is done here and not by GDAL's RasterIO: what is valid also depends on the request's no-data value and on
/// saturation, and a pixel's value must not depend on the window that it is read in, bit by bit.
/// </remarks>
internal sealed class BandReader : IDisposable
{
    private const int PerDatasetMask = 2;

    private readonly Band _band;
    private readonly Band? _mask;
    private readonly string _name;
    private readonly Grid _reference;
    private readonly Grid _own;
    private readonly Radiometry _radiometry;
    private readonly float? _saturated;
    private float[] _coarse = [];

    public BandReader(Dataset dataset, BandInfo info, Grid own, Grid reference, string name)
    {
        _band = dataset.GetRasterBand(info.Band);
        if (_band.GetMaskFlags() == PerDatasetMask) _mask = _band.GetMaskBand();
        (_own, _reference, _name, _radiometry) = (own, reference, name, info.Radiometry);
        // Sentinel-2's special value, which other 16-bit products share.
        _saturated = info.DataType switch { "UInt16" => ushort.MaxValue, "Int16" => short.MaxValue, _ => null };
    }

    /// <summary>True where 0 may be the unstated value for no data.</summary>
    public bool MayPadWithZero => _radiometry.Nodata is null && _saturated is not null;

    /// <summary>Reads a window of the reference grid.</summary>
    /// <param name="window">It may reach beyond the grid.</param>
    /// <param name="pixels">Receives reflectance; NaN where there is none. Every element is written.</param>
    /// <param name="zero">Set to false where the stored value is not 0; empty where nobody asks.</param>
    /// <returns>Whether every pixel has a value.</returns>
    public bool Read(RasterWindow window, Span<float> pixels, Span<bool> zero)
    {
        if (_own.Width == _reference.Width && _own.Height == _reference.Height) ReadOwn(window, pixels);
        else Resample(window, pixels);
        for (int i = 0; i < zero.Length; i++) zero[i] &= pixels[i] == 0;
        return PixelMath.Scale(pixels, _radiometry.Scale, _radiometry.Offset);
    }

    public void Dispose()
    {
        _mask?.Dispose();
        _band.Dispose();
    }

    /// <summary>Stored values of a window of the band's own grid, NaN where invalid.</summary>
    private unsafe void ReadOwn(RasterWindow window, Span<float> pixels)
    {
        RasterWindow inside = window.Intersect(_own.Window);
        if (inside != window) pixels.Fill(float.NaN);
        if (inside.IsEmpty) return;
        int first = (inside.Row - window.Row) * window.Width + inside.Column - window.Column;
        try
        {
            fixed (float* start = &pixels[first])
                RasterHeader.Check(_band.ReadRaster(inside.Column, inside.Row, inside.Width, inside.Height, (IntPtr)start,
                    inside.Width, inside.Height, DataType.GDT_Float32, 0, window.Width * sizeof(float)));
            if (_mask is not null) ApplyMask(inside, pixels[first..], window.Width);
        }
        catch (Exception error) when (error is ApplicationException or IOException)
        {
            throw RasterOpener.Unreadable(_name, error);
        }
        PixelMath.Invalidate(pixels, (float)(_radiometry.Nodata ?? double.NaN), _saturated ?? float.NaN);
    }

    private void ApplyMask(RasterWindow inside, Span<float> pixels, int stride)
    {
        byte[] mask = new byte[inside.Area];
        RasterHeader.Check(_mask!.ReadRaster(inside.Column, inside.Row, inside.Width, inside.Height, mask, inside.Width, inside.Height, 0, 0));
        for (int row = 0; row < inside.Height; row++)
            for (int column = 0; column < inside.Width; column++)
                if (mask[row * inside.Width + column] == 0) pixels[row * stride + column] = float.NaN;
    }

    private void Resample(RasterWindow window, Span<float> pixels)
    {
        Axis columns = Axis.Make(window.Column, window.Width, _reference.Width, _own.Width);
        Axis rows = Axis.Make(window.Row, window.Height, _reference.Height, _own.Height);
        RasterWindow coarse = new(columns.Start, rows.Start, columns.Count, rows.Count);
        if (_coarse.Length < coarse.Area) _coarse = new float[coarse.Area];
        ReadOwn(coarse, _coarse.AsSpan(0, (int)coarse.Area));
        for (int row = 0; row < window.Height; row++)
        {
            int top = rows.Low[row] * coarse.Width, bottom = rows.High[row] * coarse.Width;
            for (int column = 0; column < window.Width; column++)
            {
                int i = row * window.Width + column;
                pixels[i] = rows.Nearest[row] < 0 || columns.Nearest[column] < 0 ? float.NaN
                    : Interpolate(top, bottom, rows.Weight[row], columns.Low[column], columns.High[column], columns.Weight[column],
                        rows.Nearest[row] * coarse.Width + columns.Nearest[column]);
            }
        }
    }

    /// <summary>Bilinear over the valid neighbours; invalid where the pixel that contains the position is.</summary>
    private float Interpolate(int top, int bottom, float down, int left, int right, float across, int nearest)
    {
        if (float.IsNaN(_coarse[nearest])) return float.NaN;
        float a = _coarse[top + left], b = _coarse[top + right], c = _coarse[bottom + left], d = _coarse[bottom + right];
        float sum = (a * (1 - across) + b * across) * (1 - down) + (c * (1 - across) + d * across) * down;
        if (!float.IsNaN(sum)) return sum;
        float total = 0, weights = 0;
        Add(a, (1 - across) * (1 - down));
        Add(b, across * (1 - down));
        Add(c, (1 - across) * down);
        Add(d, across * down);
        return total / weights;

        void Add(float value, float weight)
        {
            if (float.IsNaN(value)) return;
            total += value * weight;
            weights += weight;
        }
    }
}
