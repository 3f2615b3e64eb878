// SPDX-License-Identifier: MIT
using SolarGis.Models;

namespace SolarGis.Training.Simulation.LandCovers;

/// <summary>Woodland: two kinds of trees, shaded crowns, clearings of grass or soil.</summary>
internal sealed class Forest : LandCover
{
    private readonly SmoothNoise _noise;
    private readonly float[] _trees, _others, _clearing;
    private readonly double _openness, _roughness;

    public Forest(RandomStream random)
    {
        _noise = new SmoothNoise(random);
        _trees = MaterialLibrary.Draw("deciduous trees", random);
        _others = MaterialLibrary.Draw(random.Chance(0.6) ? "tropical forest" : "deciduous trees", random);
        _clearing = MaterialLibrary.Draw(random.Chance(0.6) ? "dry grass" : "bare soil", random);
        _openness = random.Uniform(-1.2, 0.2);
        _roughness = random.Uniform(0.08, 0.3);
    }

    public override void Sample(double x, double y, Span<float> reflectance)
    {
        double crowns = 1 + _roughness * _noise.At(x, y, 1.1) + 0.5 * _roughness * _noise.At(x, y, 5, 1);
        Mix(_trees, _others, Weight(0.5 + 0.8 * _noise.Fractal(x, y, 40, 2)), crowns, reflectance);
        double open = Weight(4 * (_noise.Fractal(x, y, 22, 10) + _openness));
        if (open > 0) Mix(reflectance, _clearing, open, 1, reflectance);
    }
}
