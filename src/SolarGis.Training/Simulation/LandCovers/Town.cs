// SPDX-License-Identifier: MIT
using SolarGis.Models;

namespace SolarGis.Training.Simulation.LandCovers;

/// <summary>Blocks of lots between streets: roofs of many materials, yards, gardens and some trees.</summary>
internal sealed class Town : LandCover
{
    private static readonly string[] s_roofs =
        ["red clay tile", "bitumen roof", "zinc roof", "concrete", "bright metal roof", "red clay tile", "white plastic", "bitumen roof"];

    private static readonly string[] s_yards = ["grass", "bare soil", "dry grass", "deciduous trees", "asphalt"];
    private readonly SmoothNoise _noise;
    private readonly float[][] _roofs, _yards;
    private readonly float[] _street;
    private readonly double _cos, _sin, _blockWidth, _blockHeight, _lot, _streetWidth, _density;

    public Town(RandomStream random)
    {
        _noise = new SmoothNoise(random);
        (_sin, _cos) = Math.SinCos(random.Uniform(0, Math.PI));
        _blockWidth = random.Uniform(6, 16);
        _blockHeight = random.Uniform(5, 10);
        _lot = random.Uniform(1.2, 4);
        _streetWidth = random.Uniform(0.6, 1.4);
        _density = random.Uniform(0.4, 0.95);
        _roofs = [.. Enumerable.Range(0, 12).Select(_ => MaterialLibrary.Draw(s_roofs[random.NextInt(0, s_roofs.Length)], random))];
        _yards = [.. Enumerable.Range(0, 6).Select(_ => MaterialLibrary.Draw(s_yards[random.NextInt(0, s_yards.Length)], random))];
        _street = MaterialLibrary.Draw(random.Chance(0.7) ? "asphalt" : "bare soil", random);
    }

    public override void Sample(double x, double y, Span<float> reflectance)
    {
        double u = _cos * x + _sin * y, v = -_sin * x + _cos * y;
        double texture = 1 + 0.08 * _noise.At(x, y, 0.9) + 0.05 * _noise.At(x, y, 8, 1);
        if (u - _blockWidth * Math.Floor(u / _blockWidth) < _streetWidth || v - _blockHeight * Math.Floor(v / _blockHeight) < _streetWidth)
        {
            Mix(_street, _street, 0, texture, reflectance);
            return;
        }

        int column = (int)Math.Floor(u / _lot), row = (int)Math.Floor(v / _lot);
        bool roof = _noise.Hash(column, row, 10) < _density && Inside(u / _lot - column, v / _lot - row, 0.12);
        float[][] palette = roof ? _roofs : _yards;
        float[] material = palette[(int)(_noise.Hash(column, row, roof ? 11 : 12) * palette.Length)];
        double brightness = texture * (0.8 + 0.4 * _noise.Hash(column, row, 13));
        Mix(material, _yards[0], roof ? 0 : 0.3 * _noise.Hash(column, row, 14), brightness, reflectance);
    }

    private static bool Inside(double u, double v, double margin) => u > margin && u < 1 - margin && v > margin && v < 1 - margin;
}
