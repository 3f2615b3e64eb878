// SPDX-License-Identifier: MIT
using SkiaSharp;

namespace SolarGis.Analysis.Pictures;

/// <summary>Words on a picture.</summary>
internal static class PictureText
{
    /// <summary>Colour of words that matter less.</summary>
    public static SKColor Quiet { get; } = new(0x44, 0x44, 0x44);

    /// <summary>Draws a line of text.</summary>
    public static void Draw(SKCanvas canvas, string text, float x, float y, float size, SKColor colour)
    {
        using SKFont font = PictureFont.At(size);
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawText(text, x, y, SKTextAlign.Left, font, paint);
    }

    /// <summary>Title and subtitle on top of a picture.</summary>
    public static void Header(SKCanvas canvas, string title, string subtitle, float margin, float width)
    {
        Draw(canvas, Fit(title, 24, width - 2 * margin), margin, 40, 24, SKColors.Black);
        Draw(canvas, Fit(subtitle, 14, width - 2 * margin), margin, 68, 14, Quiet);
    }

    /// <summary>The text, shortened with dots where it is too long.</summary>
    public static string Fit(string text, float size, float width)
    {
        using SKFont font = PictureFont.At(size);
        if (font.MeasureText(text) <= width) return text;
        while (text.Length > 1 && font.MeasureText(text + "...") > width) text = text[..^1];
        return text.TrimEnd() + "...";
    }

    /// <summary>The text in lines that fit.</summary>
    public static IReadOnlyList<string> Wrap(string text, float size, float width)
    {
        using SKFont font = PictureFont.At(size);
        List<string> lines = [];
        string line = "";
        foreach (string word in text.Split(' '))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && font.MeasureText(longer) > width)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line = longer;
            }
        }
        return [.. lines, line];
    }

    /// <summary>Writes a surface as PNG.</summary>
    public static void Save(SKSurface surface, string path)
    {
        using SKImage image = surface.Snapshot();
        using SKData png = image.Encode(SKEncodedImageFormat.Png, 90);
        using FileStream file = File.Create(path);
        png.SaveTo(file);
    }
}
