// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using SolarGis.Models;

namespace SolarGis.Training.Simulation;

/// <summary>Puts simulated farms into an image, real or simulated: between the panels its own ground shows.</summary>
/// <remarks>
/// The instrument is linear, so a farm adds what the instrument makes of the difference between it and the ground. Everything farther
/// away than the point spread keeps its numbers to the last bit.
/// </remarks>
public static class FarmImplanter
{
    private const int AttemptsPerFarm = 60;
    private const double Clearance = 4, EdgeMargin = 3, MostUnsuitable = 0.05;

    /// <summary>Puts farms into an image.</summary>
    /// <param name="pixels">Reflectance [band][row][column], bands as <see cref="MaterialLibrary.Bands"/>; left unchanged.</param>
    /// <param name="valid">[row][column], false where there is no data.</param>
    /// <param name="width">Columns, pixels of about 10 m.</param>
    /// <param name="height">Rows.</param>
    /// <param name="options">Which farms.</param>
    /// <param name="seed">Decides everything random.</param>
    /// <exception cref="ArgumentException">Sizes or options do not fit.</exception>
    public static ImplantedScene Implant(float[] pixels, bool[] valid, int width, int height, ImplantOptions options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(valid);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (valid.Length != width * height || pixels.Length != GroundCanvas.Bands * valid.Length)
            throw new ArgumentException($"The image must have {GroundCanvas.Bands} bands of width x height pixels and one flag per pixel.");
        var random = new RandomStream(seed, "implant");
        bool[] suitable = Suitable(pixels, valid);
        var result = (float[])pixels.Clone();
        var inside = new float[valid.Length];
        List<SolarFarm> farms = [];
        foreach (Geometry outline in Place(suitable, width, height, options, random.Fork("places")))
        {
            SolarFarm farm = SolarFarm.Draw(outline, options.LeastCover, options.MostCover, random.Fork($"farm{farms.Count}"));
            Add(farm, pixels, result, inside, width, height);
            farms.Add(farm);
        }

        return new(width, height, result, [.. inside.Select(share => (byte)(share > 0.5f ? 1 : 0))], farms);
    }

    // Nobody builds on water: dark in the near infrared and darker there than in green.
    private static bool[] Suitable(float[] pixels, bool[] valid)
    {
        const int Green = 1, NearInfrared = 6;
        int area = valid.Length;
        var suitable = new bool[area];
        for (int i = 0; i < area; i++)
            suitable[i] = valid[i] && !(pixels[NearInfrared * area + i] < 0.12f && pixels[NearInfrared * area + i] < pixels[Green * area + i]);
        return suitable;
    }

    private static List<Geometry> Place(bool[] suitable, int width, int height, ImplantOptions options, RandomStream random)
    {
        var room = new Envelope(EdgeMargin, width - EdgeMargin, EdgeMargin, height - EdgeMargin);
        var placed = new List<Geometry>();
        for (int n = 0; n < options.Farms; n++)
        {
            double hectares = Math.Exp(random.Uniform(Math.Log(options.LeastHectares), Math.Log(options.MostHectares)));
            for (int attempt = 0; attempt < AttemptsPerFarm; attempt++)
            {
                Geometry outline = options.Outlines.Draw(random, hectares);
                outline = AffineTransformation.TranslationInstance(random.Uniform(0, width), random.Uniform(0, height)).Transform(outline);
                if (!room.Contains(outline.EnvelopeInternal) || placed.Any(other => other.Distance(outline) < Clearance)) continue;
                if (Unsuitable(outline, suitable, width, height) > MostUnsuitable) continue;
                placed.Add(outline);
                break;
            }
        }

        return placed;
    }

    private static double Unsuitable(Geometry outline, bool[] suitable, int width, int height)
    {
        PolygonCoverage coverage = PolygonCoverage.Of(outline, width, height);
        double all = 0, bad = 0;
        for (int i = 0; i < coverage.Share.Length; i++)
        {
            all += coverage.Share[i];
            if (!suitable[PixelOf(coverage, i, width)]) bad += coverage.Share[i];
        }

        return all > 0 ? bad / all : 1;
    }

    private static void Add(SolarFarm farm, float[] pixels, float[] result, float[] inside, int width, int height)
    {
        PolygonCoverage pixelCover = PolygonCoverage.Of(farm.Outline, width, height);
        for (int i = 0; i < pixelCover.Share.Length; i++) inside[PixelOf(pixelCover, i, width)] += pixelCover.Share[i];

        const int Fine = SensorModel.CellsPerPixel;
        PolygonCoverage coverage = PolygonCoverage.Of(farm.Outline, width * Fine, height * Fine, Fine);
        int area = width * height;
        for (int band = 0; band < GroundCanvas.Bands; band++)
        {
            var difference = new float[area * Fine * Fine];
            for (int i = 0; i < coverage.Share.Length; i++)
            {
                if (coverage.Share[i] <= 0) continue;
                int column = coverage.Window.Column + i % coverage.Window.Width, row = coverage.Window.Row + i / coverage.Window.Width;
                (double x, double y) = GroundCanvas.Centre(column, row);
                float ground = pixels[band * area + row / Fine * width + column / Fine];
                difference[row * width * Fine + column] = coverage.Share[i] * (float)(farm.CoverAt(x, y) * (farm.ShadeAt(x, y) * farm.Panel[band] - ground));
            }

            float[] change = SensorModel.Observe(difference, width, height, MaterialLibrary.IsTwentyMetres[band]);
            for (int i = 0; i < area; i++)
                if (change[i] != 0) result[band * area + i] = Math.Max(0, result[band * area + i] + change[i]);
        }
    }

    private static int PixelOf(PolygonCoverage coverage, int i, int width) =>
        (coverage.Window.Row + i / coverage.Window.Width) * width + coverage.Window.Column + i % coverage.Window.Width;
}
