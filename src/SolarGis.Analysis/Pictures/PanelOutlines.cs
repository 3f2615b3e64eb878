// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using SkiaSharp;

namespace SolarGis.Analysis.Pictures;

/// <summary>Draws a panel's outlines with dark edges and haloed labels, readable on any ground.</summary>
internal static class PanelOutlines
{
    public static (SKColor Colour, string Words) Style(OutlineKind kind) => kind == OutlineKind.Truth
        ? (new SKColor(0x00, 0xE5, 0xFF), "known farm")
        : (new SKColor(0xFF, 0xD6, 0x00), "candidate found");

    public static void Draw(SKCanvas canvas, PicturePanel panel, SKRect area, float zoom)
    {
        SKPoint At(Coordinate c)
        {
            (double column, double row) = panel.Grid.Transform.Invert(c.X, c.Y);
            return new SKPoint(area.Left + (float)column * zoom, area.Top + (float)row * zoom);
        }

        foreach (PictureOutline outline in panel.Outlines.OrderByDescending(o => o.Kind))
        {
            using SKPath path = ToPath(outline.Shape, At);
            using var dark = new SKPaint { Color = SKColors.Black.WithAlpha(170), StrokeWidth = 4.5f, IsStroke = true, IsAntialias = true };
            using var line = new SKPaint { Color = Style(outline.Kind).Colour, StrokeWidth = 2.2f, IsStroke = true, IsAntialias = true };
            canvas.DrawPath(path, dark);
            canvas.DrawPath(path, line);
        }
        // A label without its polygon would name something else.
        foreach (PictureOutline outline in panel.Outlines.Where(o => o.Label.Length > 0 && Contains(area, At(o.Shape.EnvelopeInternal.Centre))))
            Label(canvas, outline, area, At);
    }

    private static bool Contains(SKRect area, SKPoint point) =>
        point.X >= area.Left && point.X <= area.Right && point.Y >= area.Top && point.Y <= area.Bottom;

    private static void Label(SKCanvas canvas, PictureOutline outline, SKRect area, Func<Coordinate, SKPoint> at)
    {
        using SKFont font = PictureFont.At(15);
        Envelope box = outline.Shape.EnvelopeInternal;
        SKPoint a = at(new Coordinate(box.MinX, box.MinY)), b = at(new Coordinate(box.MaxX, box.MaxY));
        float width = font.MeasureText(outline.Label);
        float x = Math.Clamp((a.X + b.X - width) / 2, area.Left + 4, Math.Max(area.Left + 4, area.Right - width - 4));
        float y = Math.Min(a.Y, b.Y) - 7;
        // No room above: below.
        if (y < area.Top + 16) y = Math.Min(Math.Max(a.Y, b.Y) + 18, area.Bottom - 4);
        using var halo = new SKPaint { Color = SKColors.Black.WithAlpha(200), StrokeWidth = 3, IsStroke = true, IsAntialias = true, StrokeJoin = SKStrokeJoin.Round };
        using var fill = new SKPaint { Color = Style(outline.Kind).Colour, IsAntialias = true };
        canvas.DrawText(outline.Label, x, y, SKTextAlign.Left, font, halo);
        canvas.DrawText(outline.Label, x, y, SKTextAlign.Left, font, fill);
    }

    private static SKPath ToPath(Geometry shape, Func<Coordinate, SKPoint> at)
    {
        var path = new SKPath();
        for (int i = 0; i < shape.NumGeometries; i++)
        {
            if (shape.GetGeometryN(i) is not Polygon polygon) continue;
            path.AddPoly([.. polygon.ExteriorRing.Coordinates.Select(at)], close: true);
            foreach (LineString hole in polygon.InteriorRings)
                path.AddPoly([.. hole.Coordinates.Select(at)], close: true);
        }
        return path;
    }
}
