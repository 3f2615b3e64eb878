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
    private const int PanelSize = 640, Margin = 28, Header = 92, LegendHeight = 40;

    /// <summary>Draws the picture and writes it.</summary>
    public void Write(string path)
    {
        int columns = Math.Min(2, Panels.Count), rows = (Panels.Count + columns - 1) / columns;
        int width = Math.Max(columns * (PanelSize + Margin) + Margin, 900);
        int height = Header + rows * PanelPainter.HeightOf(PanelSize) + LegendHeight + Margin;
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        SKCanvas canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        PictureText.Header(canvas, Title, Subtitle, Margin, width);
        for (int i = 0; i < Panels.Count; i++)
        {
            PanelPainter.Draw(
                canvas, Panels[i], Margin + i % columns * (PanelSize + Margin), Header + i / columns * PanelPainter.HeightOf(PanelSize), PanelSize, MetresPerPixel);
        }
        Legend(canvas, height - Margin - 8);
        PictureText.Save(surface, path);
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
            PictureText.Draw(canvas, words, x + 44, y, 14, SKColors.Black);
            using SKFont font = PictureFont.At(14);
            x += 44 + font.MeasureText(words) + 36;
        }
    }
}
