// SPDX-License-Identifier: MIT
using SolarGis.Models;

namespace SolarGis.Training.Simulation;

/// <summary>Value noise on a hashed lattice: the same everywhere for a key, without a stored grid.</summary>
internal readonly struct SmoothNoise
{
    private readonly ulong _key;

    public SmoothNoise(RandomStream random) => _key = (ulong)(random.NextDouble() * (1UL << 53)) << 11;

    /// <summary>A uniform in [0, 1) for a lattice point; channel separates several numbers of one point.</summary>
    public double Hash(int x, int y, int channel = 0)
    {
        unchecked
        {
            ulong z = _key + (uint)x * 0x9E3779B97F4A7C15UL + (uint)y * 0xC2B2AE3D27D4EB4FUL + (uint)channel * 0x165667B19E3779F9UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }

    /// <summary>One octave in [-1, 1] with features of a given size.</summary>
    public double At(double x, double y, double size, int channel = 0)
    {
        x /= size;
        y /= size;
        int column = (int)Math.Floor(x), row = (int)Math.Floor(y);
        double u = x - column, v = y - row;
        u = u * u * (3 - 2 * u);
        v = v * v * (3 - 2 * v);
        double top = Hash(column, row, channel) * (1 - u) + Hash(column + 1, row, channel) * u;
        double bottom = Hash(column, row + 1, channel) * (1 - u) + Hash(column + 1, row + 1, channel) * u;
        return 2 * (top * (1 - v) + bottom * v) - 1;
    }

    /// <summary>Three octaves, each of half the size and .55 of the strength of the one before; about [-1, 1].</summary>
    public double Fractal(double x, double y, double size, int channel = 0) =>
        (At(x, y, size, channel) + 0.55 * At(x, y, size / 2, channel + 1) + 0.3 * At(x, y, size / 4, channel + 2)) / 1.4;
}
