// SPDX-License-Identifier: MIT
using SolarGis.Models;

namespace SolarGis.Training.Simulation.LandCovers;

/// <summary>A kind of country without end: reflectance at any point. Lengths are pixels of 10 m, x to the right and y down.</summary>
internal abstract class LandCover
{
    /// <summary>Writes the reflectance at a point.</summary>
    public abstract void Sample(double x, double y, Span<float> reflectance);

    /// <summary>Draws one of the kinds; farms and towns stand in fields more often than in a desert.</summary>
    public static LandCover Draw(RandomStream random) => random.NextDouble() switch
    {
        < 0.42 => new Fields(random),
        < 0.57 => new Forest(random),
        < 0.73 => new Town(random),
        < 0.87 => new Desert(random),
        < 0.94 => new OpenWater(random),
        _ => new SnowField(random),
    };

    /// <summary>Writes (1-t) * a + t * b, times a factor.</summary>
    protected static void Mix(ReadOnlySpan<float> a, ReadOnlySpan<float> b, double t, double factor, Span<float> result)
    {
        float wa = (float)((1 - t) * factor), wb = (float)(t * factor);
        for (int i = 0; i < result.Length; i++) result[i] = wa * a[i] + wb * b[i];
    }

    /// <summary>Clamps a noise value to a weight between 0 and 1.</summary>
    protected static double Weight(double value) => Math.Clamp(value, 0, 1);
}
