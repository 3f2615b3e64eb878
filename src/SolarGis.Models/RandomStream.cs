// SPDX-License-Identifier: MIT
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SolarGis.Models;

/// <summary>
/// A named stream of random numbers that any language can repeat: counter-based splitmix64 keyed by a seed and a name, with
/// Box-Muller normals and Fisher-Yates permutations.
/// </summary>
/// <remarks>
/// key = mix(seed ^ FNV-1a64(name)); z_i = mix(key + (i+1) * 0x9E3779B97F4A7C15); u_i = (z_i >> 11) * 2^-53. Streams of
/// different names are independent, so drawing more from one never moves another. Not thread-safe.
/// </remarks>
[SuppressMessage("Naming", "CA1711", Justification = "A stream of numbers; the reference calls it so.")]
public sealed class RandomStream
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;
    private readonly ulong _seed;
    private readonly string _name;
    private readonly ulong _key;

    /// <summary>Opens the stream of a seed and a name at its beginning.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="name">What the numbers are for, such as "draws" or "scene/relief".</param>
    public RandomStream(ulong seed, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _seed = seed;
        _name = name;
        _key = Mix(seed ^ Fnv1A64(name));
    }

    /// <summary>How many uniforms were drawn; setting it moves the stream, so that a state can be saved and restored.</summary>
    public ulong Position { get; set; }

    /// <summary>A stream of the same seed named "name/child".</summary>
    public RandomStream Fork(string child) => new(_seed, $"{_name}/{child}");

    /// <summary>The next uniform in [0, 1).</summary>
    public double NextDouble() => (Mix(_key + unchecked(++Position * Gamma)) >> 11) * (1.0 / (1UL << 53));

    /// <summary>The next uniform in [low, high).</summary>
    public double Uniform(double low, double high) => low + (high - low) * NextDouble();

    /// <summary>The next whole number in [low, high), from one uniform.</summary>
    public int NextInt(int low, int high)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(low, high);
        return low + (int)(NextDouble() * ((long)high - low));
    }

    /// <summary>True with a given probability, from one uniform.</summary>
    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>
    /// The next standard normal, from two uniforms of which the second value is thrown away: unlike <see cref="Normals(int)"/> it
    /// keeps no state between calls.
    /// </summary>
    public double NextNormal() => Pair().First;

    /// <summary>Uniforms in [0, 1).</summary>
    public double[] Doubles(int count)
    {
        var values = new double[count];
        for (int i = 0; i < count; i++) values[i] = NextDouble();
        return values;
    }

    /// <summary>Standard normals, made pairwise: an odd count throws the last value away, exactly as the reference does.</summary>
    public double[] Normals(int count)
    {
        var values = new double[count];
        for (int i = 0; i < count; i += 2)
        {
            (double first, double second) = Pair();
            values[i] = first;
            if (i + 1 < count) values[i + 1] = second;
        }

        return values;
    }

    /// <summary>A permutation of 0 to count-1 (Fisher-Yates from the end, one uniform per swap).</summary>
    public int[] Permutation(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i >= 1; i--)
        {
            int j = (int)(NextDouble() * (i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    private (double First, double Second) Pair()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        double angle = 2 * Math.PI * NextDouble();
        return (radius * Math.Cos(angle), radius * Math.Sin(angle));
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    private static ulong Fnv1A64(string name)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte b in Encoding.UTF8.GetBytes(name)) hash = unchecked((hash ^ b) * 0x100000001B3);
        return hash;
    }
}
