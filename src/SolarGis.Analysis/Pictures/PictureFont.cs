// SPDX-License-Identifier: MIT
using SkiaSharp;

namespace SolarGis.Analysis.Pictures;

/// <summary>The font of pictures: shipped inside, because a server may have none installed.</summary>
internal static class PictureFont
{
    private static readonly Lazy<SKTypeface> Face = new(() =>
    {
        using Stream stream = typeof(PictureFont).Assembly.GetManifestResourceStream("SolarGis.Analysis.Pictures.Fonts.DejaVuSans-Latin.ttf")!;
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    });

    /// <summary>The font at a size in pixels; the caller disposes it.</summary>
    public static SKFont At(float size) => new(Face.Value, size) { Edging = SKFontEdging.Antialias };
}
