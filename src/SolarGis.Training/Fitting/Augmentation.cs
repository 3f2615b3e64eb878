// SPDX-License-Identifier: MIT
using SolarGis.Models;
using SolarGis.Training.Simulation;

namespace SolarGis.Training.Fitting;

/// <summary>One of the eight symmetries of the square, another light, a gain per band and some haze.</summary>
internal sealed record Augmentation(int Symmetry, float[] Gain, float[] Veil)
{
    public static Augmentation Draw(RandomStream random)
    {
        int symmetry = random.NextInt(0, 8);
        double light = Math.Exp(0.08 * random.NextNormal()), haze = random.Chance(0.5) ? random.Uniform(0, 0.025) : 0;
        double[] gain = random.Normals(GroundCanvas.Bands);
        return new(
            symmetry,
            [.. gain.Select(g => (float)(light * (1 + 0.02 * g)))],
            [.. MaterialLibrary.Wavelengths.Select(wavelength => (float)(haze * Math.Pow(490 / wavelength, 2)))]);
    }

    /// <summary>Cuts a crop out of a scene and changes it.</summary>
    public void Cut(SimulatedScene scene, int left, int top, int size, Span<float> pixels, Span<float> labels)
    {
        int area = size * size;
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                (int u, int v) = (Symmetry & 4) != 0 ? (row, column) : (column, row);
                if ((Symmetry & 1) != 0) u = size - 1 - u;
                if ((Symmetry & 2) != 0) v = size - 1 - v;
                int from = (top + v) * scene.Width + left + u, to = row * size + column;
                labels[to] = scene.Labels[from];
                for (int b = 0; b < Gain.Length; b++)
                    pixels[b * area + to] = Gain[b] * scene.Pixels[b * scene.Width * scene.Height + from] + Veil[b];
            }
        }
    }
}
