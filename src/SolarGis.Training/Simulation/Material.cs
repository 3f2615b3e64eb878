// SPDX-License-Identifier: MIT
namespace SolarGis.Training.Simulation;

/// <summary>A surface and its reflectance.</summary>
/// <param name="Name">Such as "bare soil".</param>
/// <param name="Spread">Relative standard deviation of brightness within the class.</param>
/// <param name="IsMeasured">False for the textbook shapes, which are approximate.</param>
/// <param name="Reflectance">Reflectance (0 to 1) in the order of <see cref="MaterialLibrary.Bands"/>.</param>
public sealed record Material(string Name, double Spread, bool IsMeasured, IReadOnlyList<float> Reflectance)
{
    /// <summary>Copies the reflectance times a factor.</summary>
    internal float[] Scaled(double factor) => [.. Reflectance.Select(r => (float)Math.Min(1, r * factor))];
}
