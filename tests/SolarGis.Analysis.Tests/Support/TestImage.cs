// SPDX-License-Identifier: MIT
using SolarGis.Imagery;
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Rasters;
using SolarGis.Imagery.Regions;
using SolarGis.Models;

namespace SolarGis.Analysis.Tests.Support;

/// <summary>A ten-band image: textured ground with one bright rectangle in B11.</summary>
internal static class TestImage
{
    public const int Width = 200, Height = 160, Epsg = 32643;

    /// <summary>Column, row, width and height of the rectangle: 30 x 20 pixels of 10 m are 6 ha.</summary>
    public static readonly RasterWindow Farm = new(60, 50, 30, 20);

    /// <summary>Columns from here on have no data.</summary>
    public const int NodataColumn = 190;

    private static readonly string[] Roles = ["B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12"];

    public static Grid Grid { get; } = new(Width, Height, new GeoTransform(500_000, 10, 0, 2_500_000, 0, -10), CrsFactory.FromEpsg(Epsg));

    /// <summary>B11 at a pixel: 0.4 on the farm, about 0.2 elsewhere.</summary>
    public static float ShortWave(int column, int row) =>
        column >= Farm.Column && column < Farm.EndColumn && row >= Farm.Row && row < Farm.EndRow ? 0.4f : 0.18f + 0.02f * ((column * 7 + row * 13) % 3);

    public static ImageRequest Write(string path)
    {
        using var writer = FloatRasterWriter.Create(path, Grid, Roles.Length, double.NaN, Roles);
        var random = new RandomStream(3, "test image");
        float[] plane = new float[Width * Height];
        for (int band = 0; band < Roles.Length; band++)
        {
            double[] noise = random.Doubles(plane.Length);
            for (int i = 0; i < plane.Length; i++)
            {
                plane[i] = i % Width >= NodataColumn ? float.NaN
                    : Roles[band] == "B11" ? ShortWave(i % Width, i / Width)
                    : (float)(0.1 + 0.1 * noise[i]);
            }
            writer.Write(Grid.Window, band + 1, plane);
        }
        writer.Flush();
        return new([path]);
    }

    /// <summary>A rectangle of pixels as a region.</summary>
    public static Region Pixels(int column, int row, int width, int height) => Region.Of(Grid.Outline(new(column, row, width, height)), Epsg);
}
