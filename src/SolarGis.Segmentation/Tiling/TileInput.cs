// SPDX-License-Identifier: MIT
namespace SolarGis.Segmentation.Tiling;

/// <summary>A tile ready for the network.</summary>
/// <param name="Tile">Where it lies.</param>
/// <param name="Pixels">Reflectance [band][row][column] in the model's band order, invalid pixels filled.</param>
/// <param name="Counts">[row][column]: true where the pixel is valid, in the tile's output and in the region's mask.</param>
/// <param name="HasCounting">Whether any pixel counts; the forward is not needed otherwise.</param>
internal sealed record TileInput(Tile Tile, float[] Pixels, bool[] Counts, bool HasCounting);
