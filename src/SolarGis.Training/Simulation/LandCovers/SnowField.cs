// SPDX-License-Identifier: MIT
using SolarGis.Models;

namespace SolarGis.Training.Simulation.LandCovers;

/// <summary>Snow that lies more or less thickly on fields or woodland.</summary>
internal sealed class SnowField : LandCover
{
    private readonly SmoothNoise _noise;
    private readonly LandCover _ground;
    private readonly float[] _snow;
    private readonly double _depth;

    public SnowField(RandomStream random)
    {
        _noise = new SmoothNoise(random);
        _ground = random.Chance(0.7) ? new Fields(random) : new Forest(random);
        _snow = MaterialLibrary.Draw("snow", random);
        _depth = random.Uniform(0.3, 1.5);
    }

    public override void Sample(double x, double y, Span<float> reflectance)
    {
        _ground.Sample(x, y, reflectance);
        double depth = Weight(_depth + 1.2 * _noise.Fractal(x, y, 18));
        Mix(reflectance, _snow, depth, 1 + 0.02 * _noise.At(x, y, 1.5, 5), reflectance);
    }
}
