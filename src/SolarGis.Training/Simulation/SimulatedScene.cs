// SPDX-License-Identifier: MIT
namespace SolarGis.Training.Simulation;

/// <summary>A simulated Sentinel-2 scene and its truth.</summary>
/// <param name="Width">Columns, pixels of 10 m.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Reflectance in row-major order [band][row][column], bands as <see cref="MaterialLibrary.Bands"/>.</param>
/// <param name="Labels">1 where more than half of the pixel lies inside a farm's outline, else 0; [row][column].</param>
/// <param name="Cover">Share of the pixel's ground that is panels, 0 to 1; [row][column].</param>
/// <param name="Farms">The farms, outlines clipped to the scene.</param>
/// <param name="Confusers">Materials of the hard negatives that were placed.</param>
public sealed record SimulatedScene(
    int Width, int Height, float[] Pixels, byte[] Labels, float[] Cover, IReadOnlyList<SolarFarm> Farms, IReadOnlyList<string> Confusers)
{
    /// <summary>The pixels of one band, [row][column].</summary>
    public ReadOnlySpan<float> Band(int index) => Pixels.AsSpan(index * Width * Height, Width * Height);
}
