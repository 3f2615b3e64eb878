// SPDX-License-Identifier: MIT
using SkiaSharp;

namespace SolarGis.Analysis.Pictures;

/// <summary>One PNG that answers "why": a row per polygon, a column per method, all at the same scale.</summary>
/// <param name="Title">One line on top.</param>
/// <param name="Subtitle">One line below it: what the picture does and does not show.</param>
/// <param name="Rows">At least one.</param>
public sealed record ExplanationPicture(string Title, string Subtitle, IReadOnlyList<ExplanationRowPicture> Rows)
{
    private const int Size = 380, Margin = 28, Header = 92, ChartHeight = 176, LineHeight = 20, LinesHeight = 7 * LineHeight, TextSize = 14;

    private static int RowHeight => PanelPainter.HeightOf(Size) + ChartHeight + LinesHeight + Margin;

    /// <summary>Draws the picture and writes it.</summary>
    public void Write(string path)
    {
        int columns = 1 + Rows.Max(row => row.Methods.Count);
        int width = columns * (Size + Margin) + Margin, height = Header + Rows.Count * RowHeight;
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        SKCanvas canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        PictureText.Header(canvas, Title, Subtitle, Margin, width);
        for (int i = 0; i < Rows.Count; i++) Draw(canvas, Rows[i], Header + i * RowHeight);
        PictureText.Save(surface, path);
    }

    private static void Draw(SKCanvas canvas, ExplanationRowPicture row, float top)
    {
        PanelPainter.Draw(canvas, row.Imagery, Margin, top, Size, row.MetresPerPixel);
        Lines(canvas, row.Lines, Margin, top + PanelPainter.HeightOf(Size));
        for (int i = 0; i < row.Methods.Count; i++)
        {
            ExplanationPanel method = row.Methods[i];
            float left = Margin + (i + 1) * (Size + Margin), below = top + PanelPainter.HeightOf(Size);
            if (method.Map is PicturePanel map)
            {
                PanelPainter.Draw(canvas, map, left, top, Size, row.MetresPerPixel);
                BandChart.Draw(canvas, method.Bars, new SKRect(left, below, left + Size, below + ChartHeight));
            }
            else
            {
                PictureText.Draw(canvas, PictureText.Fit(method.Title, 16, Size), left, top + 20, 16, SKColors.Black);
                BandChart.Draw(canvas, method.Bars, new SKRect(left, top + 34, left + Size, top + 34 + Size));
            }
            Lines(canvas, method.Lines, left, method.Map is not null && method.Bars.Count > 0 ? below + ChartHeight + 4 : below);
        }
    }

    private static void Lines(SKCanvas canvas, IReadOnlyList<string> lines, float left, float top)
    {
        foreach (string line in lines.SelectMany(line => PictureText.Wrap(line, TextSize, Size)))
        {
            top += LineHeight;
            PictureText.Draw(canvas, line, left, top, TextSize, PictureText.Quiet);
        }
    }
}
