// SPDX-License-Identifier: MIT
using SkiaSharp;

namespace SolarGis.Analysis.Pictures;

/// <summary>One PNG to look at: panels side by side under a title, with a legend, scale bars and a line of provenance.</summary>
/// <param name="Title">One line on top.</param>
/// <param name="Subtitle">One line below it: what the picture does and does not show.</param>
/// <param name="Panels">At least one; rows of at most two.</param>
/// <param name="MetresPerPixel">Ground size of one pixel of every panel's grid.</param>
public sealed record OverviewPicture(string Title, string Subtitle, IReadOnlyList<PicturePanel> Panels, double MetresPerPixel)
{
    private const int PanelSize = 640, Margin = 28, Header = 92, TitleHeight = 34, Footer = 44, LegendHeight = 40;

    /// <summary>Draws the picture and writes it.</summary>
    public void Write(string path)
    {
        int columns = Math.Min(2, Panels.Count), rows = (Panels.Count + columns - 1) / columns;
        int width = Math.Max(columns * (PanelSize + Margin) + Margin, 900);
        int height = Header + rows * (TitleHeight + PanelSize + Footer) + LegendHeight + Margin;
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        SKCanvas canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        Text(canvas, Fit(Title, 24, width - 2 * Margin), Margin, 40, 24, SKColors.Black);
        Text(canvas, Fit(Subtitle, 14, width - 2 * Margin), Margin, 68, 14, new SKColor(0x44, 0x44, 0x44));
        for (int i = 0; i < Panels.Count; i++)
            Draw(canvas, Panels[i], Margin + i % columns * (PanelSize + Margin), Header + i / columns * (TitleHeight + PanelSize + Footer));
        Legend(canvas, height - Margin - 8);
        using SKImage image = surface.Snapshot();
        using SKData png = image.Encode(SKEncodedImageFormat.Png, 90);
        using FileStream file = File.Create(path);
        png.SaveTo(file);
    }

    private void Draw(SKCanvas canvas, PicturePanel panel, float left, float top)
    {
        Text(canvas, Fit(panel.Title, 16, PanelSize), left, top + 20, 16, SKColors.Black);
        top += TitleHeight;
        float zoom = Math.Min((float)PanelSize / panel.Grid.Width, (float)PanelSize / panel.Grid.Height);
        var area = new SKRect(left, top, left + panel.Grid.Width * zoom, top + panel.Grid.Height * zoom);
        using SKBitmap bitmap = ToBitmap(panel);
        using SKImage image = SKImage.FromBitmap(bitmap);
        // Nearest neighbour: an analyst looks at pixels, not at a blur.
        canvas.DrawImage(image, area, new SKSamplingOptions(SKFilterMode.Nearest));
        canvas.Save();
        canvas.ClipRect(area);
        PanelOutlines.Draw(canvas, panel, area, zoom);
        canvas.Restore();
        ScaleBar(canvas, left, area.Bottom + 12, zoom);
        if (panel.Scale is ColourScale scale) Colours(canvas, scale, left + PanelSize, area.Bottom + 8);
    }

    private static SKBitmap ToBitmap(PicturePanel panel)
    {
        var bitmap = new SKBitmap(panel.Grid.Width, panel.Grid.Height, SKColorType.Bgra8888, SKAlphaType.Opaque);
        bitmap.Pixels = [.. panel.Colours.Select(c => (SKColor)c)];
        return bitmap;
    }

    private void ScaleBar(SKCanvas canvas, float left, float y, float zoom)
    {
        double most = PanelSize * 0.3 / zoom * MetresPerPixel;
        double step = Math.Pow(10, Math.Floor(Math.Log10(most)));
        double metres = most >= 5 * step ? 5 * step : most >= 2 * step ? 2 * step : step;
        float length = (float)(metres / MetresPerPixel * zoom);
        using var paint = new SKPaint { Color = SKColors.Black, StrokeWidth = 3 };
        canvas.DrawLine(left, y, left + length, y, paint);
        Text(canvas, metres >= 1000 ? FormattableString.Invariant($"{metres / 1000:0.#} km") : FormattableString.Invariant($"{metres:0.#} m"), left + length + 8, y + 5, 13, SKColors.Black);
    }

    private static void Colours(SKCanvas canvas, ColourScale scale, float right, float y)
    {
        const int Length = 160;
        using SKFont font = PictureFont.At(13);
        float high = font.MeasureText(scale.High), left = right - high - 8 - Length;
        for (int i = 0; i < Length; i++)
        {
            using var paint = new SKPaint { Color = (SKColor)scale.At(i / (Length - 1.0)) };
            canvas.DrawRect(left + i, y, 1, 12, paint);
        }
        Text(canvas, scale.Low, left - 8 - font.MeasureText(scale.Low), y + 11, 13, SKColors.Black);
        Text(canvas, scale.High, left + Length + 8, y + 11, 13, SKColors.Black);
    }

    private void Legend(SKCanvas canvas, float y)
    {
        float x = Margin;
        foreach (OutlineKind kind in Panels.SelectMany(p => p.Outlines).Select(o => o.Kind).Distinct().Order())
        {
            (SKColor colour, string words) = PanelOutlines.Style(kind);
            using var dark = new SKPaint { Color = SKColors.Black, StrokeWidth = 6 };
            using var line = new SKPaint { Color = colour, StrokeWidth = 3 };
            canvas.DrawLine(x, y - 5, x + 34, y - 5, dark);
            canvas.DrawLine(x, y - 5, x + 34, y - 5, line);
            Text(canvas, words, x + 44, y, 14, SKColors.Black);
            using SKFont font = PictureFont.At(14);
            x += 44 + font.MeasureText(words) + 36;
        }
    }

    private static string Fit(string text, float size, float width)
    {
        using SKFont font = PictureFont.At(size);
        if (font.MeasureText(text) <= width) return text;
        while (text.Length > 1 && font.MeasureText(text + "...") > width) text = text[..^1];
        return text.TrimEnd() + "...";
    }

    internal static void Text(SKCanvas canvas, string text, float x, float y, float size, SKColor colour)
    {
        using SKFont font = PictureFont.At(size);
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawText(text, x, y, SKTextAlign.Left, font, paint);
    }
}
