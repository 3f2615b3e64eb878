// SPDX-License-Identifier: MIT
using SolarGis.Models;

namespace SolarGis.Training.Simulation.LandCovers;

/// <summary>Sand, dry soil and rock with dunes, thin scrub and some salt.</summary>
internal sealed class Desert : LandCover
{
    private readonly SmoothNoise _noise;
    private readonly float[] _sand, _soil, _dark, _scrub;
    private readonly double _cos, _sin, _frequency, _dunes, _darkness, _scrubs;

    public Desert(RandomStream random)
    {
        _noise = new SmoothNoise(random);
        _sand = MaterialLibrary.Draw("sand", random);
        _soil = MaterialLibrary.Draw(random.Chance(0.5) ? "dry soil" : "bare soil", random);
        _dark = MaterialLibrary.Draw(random.Chance(0.7) ? "bare soil" : random.Chance(0.5) ? "wet soil" : "salt pan", random);
        if (random.Chance(0.5))
        {
            for (int b = 0; b < _dark.Length; b++) _dark[b] *= 0.55f;
        }

        _scrub = MaterialLibrary.Draw("dry grass", random);
        (_sin, _cos) = Math.SinCos(random.Uniform(0, Math.PI));
        _frequency = random.Uniform(0.15, 1);
        _dunes = random.Chance(0.5) ? random.Uniform(0.02, 0.1) : 0;
        _darkness = random.Uniform(-0.8, 0.3);
        _scrubs = random.Uniform(0, 0.35);
    }

    public override void Sample(double x, double y, Span<float> reflectance)
    {
        double bend = 6 * _noise.At(x, y, 30, 20);
        double shade = 1 + _dunes * Math.Sin(_frequency * (_cos * x + _sin * y) + bend) + 0.03 * _noise.At(x, y, 0.9, 21) + 0.06 * _noise.Fractal(x, y, 20, 22);
        Mix(_sand, _soil, Weight(0.5 + 0.7 * _noise.Fractal(x, y, 60)), shade, reflectance);
        double dark = Weight(3 * (_noise.Fractal(x, y, 30, 5) + _darkness));
        if (dark > 0) Mix(reflectance, _dark, dark, 1, reflectance);
        Mix(reflectance, _scrub, Weight(_scrubs * (0.5 + _noise.At(x, y, 1.5, 10))), 1, reflectance);
    }
}
