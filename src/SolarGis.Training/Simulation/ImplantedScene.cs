// SPDX-License-Identifier: MIT
namespace SolarGis.Training.Simulation;

/// <summary>An image with farms in it that are known because they were put there.</summary>
/// <param name="Width">Columns, pixels of 10 m.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Reflectance [band][row][column], bands as <see cref="MaterialLibrary.Bands"/>; the image's own numbers outside the farms and their blur.</param>
/// <param name="Labels">1 where more than half of the pixel lies inside a farm's outline, else 0; [row][column].</param>
/// <param name="Farms">The farms, outlines in pixel coordinates.</param>
public sealed record ImplantedScene(int Width, int Height, float[] Pixels, byte[] Labels, IReadOnlyList<SolarFarm> Farms);
