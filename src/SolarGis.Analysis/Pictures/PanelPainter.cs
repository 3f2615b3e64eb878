// SPDX-License-Identifier: MIT
using SkiaSharp;

namespace SolarGis.Analysis.Pictures;

/// <summary>Draws one panel: title, pixels with outlines, scale bar and colour scale.</summary>
internal static class PanelPainter
{
    private const int TitleHeight = 34, Footer = 44;

    /// <summary>Height of a panel whose pixels take a square of a size.</summary>
    public static int HeightOf(int size) => TitleHeight + size + Footer;

    /// <summary>Draws a panel.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="panel">What.</param>
    /// <param name="left">Left edge.</param>
    /// <param name="top">Top edge of the title.</param>
    /// <param name="size">Edge of the square that the pixels fit in.</param>
    /// <param name="metresPerPixel">Ground size of a pixel of the grid.</param>
    public static void Draw(SKCanvas canvas, PicturePanel panel, float left, float top, int size, double metresPerPixel)
    {
        PictureText.Draw(canvas, PictureText.Fit(panel.Title, 16, size), left, top + 20, 16, SKColors.Black);
        top += TitleHeight;
        float zoom = Math.Min((float)size / panel.Grid.Width, (float)size / panel.Grid.Height);
        var area = new SKRect(left, top, left + panel.Grid.Width * zoom, top + panel.Grid.Height * zoom);
        using SKBitmap bitmap = ToBitmap(panel);
        using SKImage image = SKImage.FromBitmap(bitmap);
        // Nearest neighbour: an analyst looks at pixels, not at a blur.
        canvas.DrawImage(image, area, new SKSamplingOptions(SKFilterMode.Nearest));
        canvas.Save();
        canvas.ClipRect(area);
        PanelOutlines.Draw(canvas, panel, area, zoom);
        canvas.Restore();
        ScaleBar(canvas, left, area.Bottom + 12, zoom, size, metresPerPixel);
        if (panel.Scale is ColourScale scale) Colours(canvas, scale, left + size, area.Bottom + 8, Math.Min(160, size / 4));
    }

    private static SKBitmap ToBitmap(PicturePanel panel)
    {
        var bitmap = new SKBitmap(panel.Grid.Width, panel.Grid.Height, SKColorType.Bgra8888, SKAlphaType.Opaque);
        bitmap.Pixels = [.. panel.Colours.Select(c => (SKColor)c)];
        return bitmap;
    }

    private static void ScaleBar(SKCanvas canvas, float left, float y, float zoom, int size, double metresPerPixel)
    {
        double most = size * 0.3 / zoom * metresPerPixel;
        double step = Math.Pow(10, Math.Floor(Math.Log10(most)));
        double metres = most >= 5 * step ? 5 * step : most >= 2 * step ? 2 * step : step;
        float length = (float)(metres / metresPerPixel * zoom);
        using var paint = new SKPaint { Color = SKColors.Black, StrokeWidth = 3 };
        canvas.DrawLine(left, y, left + length, y, paint);
        PictureText.Draw(canvas, metres >= 1000 ? FormattableString.Invariant($"{metres / 1000:0.#} km") : FormattableString.Invariant($"{metres:0.#} m"), left + length + 8, y + 5, 13, SKColors.Black);
    }

    private static void Colours(SKCanvas canvas, ColourScale scale, float right, float y, int length)
    {
        using SKFont font = PictureFont.At(13);
        float high = font.MeasureText(scale.High), left = right - high - 8 - length;
        for (int i = 0; i < length; i++)
        {
            using var paint = new SKPaint { Color = (SKColor)scale.At(i / (length - 1.0)) };
            canvas.DrawRect(left + i, y, 1, 12, paint);
        }
        PictureText.Draw(canvas, scale.Low, left - 8 - font.MeasureText(scale.Low), y + 11, 13, SKColors.Black);
        PictureText.Draw(canvas, scale.High, left + length + 8, y + 11, 13, SKColors.Black);
    }
}
