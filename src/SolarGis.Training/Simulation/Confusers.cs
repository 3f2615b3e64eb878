// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using SolarGis.Models;

namespace SolarGis.Training.Simulation;

/// <summary>Hard negatives: objects whose shape or spectrum is near that of a farm.</summary>
internal static class Confusers
{
    private static readonly (string Material, double Weight, double LeastHectares, double MostHectares, double LeastOpacity)[] s_kinds =
    [
        ("zinc roof", 1.2, 0.2, 12, 0.7),
        ("bitumen roof", 1.2, 0.2, 12, 0.7),
        ("bright metal roof", 0.8, 0.2, 10, 0.7),
        ("red clay tile", 0.4, 0.2, 4, 0.7),
        ("concrete", 0.6, 0.3, 15, 0.6),
        ("asphalt", 1.2, 0.5, 30, 0.5),
        ("white plastic", 1.4, 0.5, 60, 0.3),
        ("clear water", 1, 0.2, 40, 0.8),
        ("turbid water", 0.8, 0.2, 40, 0.8),
        ("water", 0.3, 0.5, 20, 0.8),
        ("wet soil", 1.6, 0.5, 60, 0.4),
        ("burnt ground", 1.2, 0.5, 100, 0.4),
        ("salt pan", 0.4, 1, 60, 0.5),
        ("deciduous trees", 0.6, 0.5, 40, 0.4),
        ("dry soil", 0.5, 0.5, 60, 0.4),
        ("snow", 0.3, 0.5, 40, 0.4),
    ];

    /// <summary>Places one object and returns its material; nothing is painted where it would touch what must stay free.</summary>
    public static string? Place(GroundCanvas canvas, Geometry keepFree, SceneOptions options, RandomStream random)
    {
        (string material, _, double least, double most, double leastOpacity) = Draw(random);
        double hectares = Math.Exp(random.Uniform(Math.Log(least), Math.Log(most)));
        Geometry shape = random.Chance(0.25) ? Blob(random, hectares) : options.Outlines.Draw(random, hectares);
        shape = AffineTransformation.TranslationInstance(random.Uniform(0, canvas.Width), random.Uniform(0, canvas.Height)).Transform(shape);
        if (!keepFree.IsEmpty && shape.Distance(keepFree) < 1) return null;

        float[] spectrum = MaterialLibrary.Draw(material, random);
        double opacity = random.Uniform(leastOpacity, 1), stripes = random.Chance(0.4) ? random.Uniform(0, 0.3) : 0;
        (double sin, double cos) = Math.SinCos(random.Uniform(0, Math.PI));
        double pitch = random.Uniform(0.6, 4);
        var noise = new SmoothNoise(random);
        canvas.Paint(
            shape,
            (x, y) => Math.Clamp(opacity * (1 + stripes * Math.Sin(2 * Math.PI * (cos * x + sin * y) / pitch) + 0.08 * noise.At(x, y, 5)), 0, 1),
            (x, y, colour) =>
            {
                float light = (float)(1 + 0.07 * noise.At(x, y, 1, 1) + 0.05 * noise.At(x, y, 9, 2));
                for (int b = 0; b < colour.Length; b++) colour[b] = light * spectrum[b];
            });
        return material;
    }

    private static (string Material, double Weight, double LeastHectares, double MostHectares, double LeastOpacity) Draw(RandomStream random)
    {
        double ticket = random.NextDouble() * s_kinds.Sum(kind => kind.Weight);
        foreach (var kind in s_kinds)
        {
            ticket -= kind.Weight;
            if (ticket < 0) return kind;
        }

        return s_kinds[^1];
    }

    // An ellipse with a wavy edge: ponds and burns have no corners.
    private static Polygon Blob(RandomStream random, double hectares)
    {
        double radius = Math.Sqrt(hectares * ProceduralOutlines.PixelsPerHectare / Math.PI), stretch = Math.Exp(random.Uniform(-0.5, 0.5));
        double phase = random.Uniform(0, 6.28), phase2 = random.Uniform(0, 6.28), wave = random.Uniform(0, 0.25);
        var ring = new Coordinate[41];
        for (int i = 0; i < 40; i++)
        {
            double t = 2 * Math.PI * i / 40, r = radius * (1 + wave * Math.Sin(3 * t + phase) + 0.4 * wave * Math.Sin(7 * t + phase2));
            ring[i] = new Coordinate(r * stretch * Math.Cos(t), r / stretch * Math.Sin(t));
        }

        ring[40] = ring[0].Copy();
        return GeometryFactory.Default.CreatePolygon(ring);
    }
}
