// SPDX-License-Identifier: MIT
using SkiaSharp;

namespace SolarGis.Analysis.Pictures;

/// <summary>Bars of the bands, from a common zero line.</summary>
internal static class BandChart
{
    private const float Label = 38, Number = 64;

    /// <summary>Draws the chart into a rectangle, one bar per row.</summary>
    public static void Draw(SKCanvas canvas, IReadOnlyList<BandBar> bars, SKRect area)
    {
        if (bars.Count == 0) return;
        float row = area.Height / bars.Count, size = Math.Min(14, row * 0.8f), thick = Math.Min(18, row * 0.68f);
        double least = Math.Min(0, bars.Min(bar => bar.Value)), most = Math.Max(1e-12, bars.Max(bar => bar.Value));
        float width = area.Width - Label - Number, zero = area.Left + Label + (float)(width * -least / (most - least));
        using var positive = new SKPaint { Color = new SKColor(0xB2, 0x18, 0x2B) };
        using var negative = new SKPaint { Color = new SKColor(0x21, 0x66, 0xAC) };
        using var axis = new SKPaint { Color = new SKColor(0x88, 0x88, 0x88), StrokeWidth = 1 };
        for (int i = 0; i < bars.Count; i++)
        {
            float middle = area.Top + (i + 0.5f) * row, end = zero + (float)(width * bars[i].Value / (most - least));
            PictureText.Draw(canvas, bars[i].Band, area.Left, middle + size * 0.36f, size, SKColors.Black);
            canvas.DrawRect(Math.Min(zero, end), middle - thick / 2, Math.Max(1, Math.Abs(end - zero)), thick, bars[i].Value < 0 ? negative : positive);
            PictureText.Draw(canvas, bars[i].Label, Math.Max(zero, end) + 6, middle + size * 0.36f, size, SKColors.Black);
        }
        canvas.DrawLine(zero, area.Top, zero, area.Bottom, axis);
    }
}
