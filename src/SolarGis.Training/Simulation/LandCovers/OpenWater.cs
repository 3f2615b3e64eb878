// SPDX-License-Identifier: MIT
using SolarGis.Models;

namespace SolarGis.Training.Simulation.LandCovers;

/// <summary>A lake, a river or the sea: from clear to turbid, with ripples and a little glint.</summary>
internal sealed class OpenWater : LandCover
{
    private readonly SmoothNoise _noise;
    private readonly float[] _clear, _turbid;
    private readonly double _turbidity, _glint;

    public OpenWater(RandomStream random)
    {
        _noise = new SmoothNoise(random);
        _clear = MaterialLibrary.Draw(random.Chance(0.8) ? "clear water" : "water", random);
        _turbid = MaterialLibrary.Draw("turbid water", random);
        _turbidity = random.Uniform(-0.3, 1);
        _glint = random.Chance(0.3) ? random.Uniform(0.005, 0.04) : 0.002;
    }

    public override void Sample(double x, double y, Span<float> reflectance)
    {
        Mix(_clear, _turbid, Weight(_turbidity + 0.4 * _noise.Fractal(x, y, 50)), 1 + 0.05 * _noise.At(x, y, 3, 5), reflectance);
        float glint = (float)(_glint * Weight(0.5 + 0.5 * _noise.At(x, y, 1, 6)));
        for (int b = 0; b < reflectance.Length; b++) reflectance[b] += glint;
    }
}
