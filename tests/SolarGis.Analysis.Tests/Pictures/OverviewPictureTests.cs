// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using SkiaSharp;
using SolarGis.Analysis.Pictures;
using SolarGis.Imagery;
using SolarGis.Imagery.Grids;

namespace SolarGis.Analysis.Tests.Pictures;

public sealed class OverviewPictureTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"solargis-overview-{Guid.NewGuid():N}.png");

    public void Dispose() => File.Delete(path);

    [Fact]
    public void A_picture_shows_pixels_outlines_and_words()
    {
        const int Size = 128;
        var grid = new Grid(Size, Size, new GeoTransform(500_000, 10, 0, 1_600_000, 0, -10), new Crs("LOCAL_CS[\"test\"]", null));
        float[] pixels = [.. Enumerable.Range(0, 3 * Size * Size).Select(i => 0.05f + 0.1f * (i % Size) / Size)];
        bool[] valid = [.. Enumerable.Range(0, Size * Size).Select(i => i / Size >= 4)];
        var patch = new Patch(pixels, valid, ["B2", "B3", "B4"], grid.Window, grid);
        float[] probability = [.. Enumerable.Range(0, Size * Size).Select(i => i % Size / (Size - 1f))];
        Geometry Square(double x, double y, double edge) => new Polygon(new LinearRing([new(x, y), new(x + edge, y), new(x + edge, y + edge), new(x, y + edge), new(x, y)]));
        PictureOutline[] outlines =
        [
            new(Square(500_300, 1_599_300, 300), OutlineKind.Truth),
            new(Square(500_320, 1_599_310, 290), OutlineKind.Candidate, "1  8.4 ha"),
            new(Square(501_180, 1_599_900, 90), OutlineKind.Candidate, "2  at the corner"),
        ];

        new OverviewPicture("Candidates in a simulated scene", "Farms are simulated; nothing here is a measured accuracy.",
        [
            new PicturePanel("True colour, 2-98 % stretch", grid, PixelColours.TrueColour(patch), outlines),
            new PicturePanel("Probability", grid, PixelColours.Probability(probability), outlines, ColourScale.Probability),
            new PicturePanel("Why 1: integrated gradients", grid, PixelColours.Attribution([.. probability.Select(p => p - 0.5f)], 0.5, isSigned: true), outlines[..2], ColourScale.Attribution),
        ], 10).Write(path);

        if (Environment.GetEnvironmentVariable("SOLARGIS_KEEP_PICTURE") is string keep) File.Copy(path, keep, overwrite: true);
        using SKBitmap picture = SKBitmap.Decode(path);
        HashSet<SKColor> seen = [.. picture.Pixels];
        Assert.Contains(new SKColor(0x00, 0xE5, 0xFF), seen);
        Assert.Contains(new SKColor(0xFF, 0xD6, 0x00), seen);
        Assert.Contains(new SKColor(0x9A, 0x9A, 0x9A), seen);
        // The title's row holds ink: the font is there.
        Assert.Contains(Enumerable.Range(0, picture.Width), x => Enumerable.Range(20, 22).Any(y => picture.GetPixel(x, y).Red < 80));
    }

    [Theory]
    [InlineData(0, 0xFF000004u)]
    [InlineData(1, 0xFFFCFDBFu)]
    [InlineData(-3, 0xFF000004u)]
    [InlineData(0.5, 0xFFB73779u)]
    public void A_scale_meets_its_stops(double position, uint colour) => Assert.Equal(colour, ColourScale.Probability.At(position));
}
