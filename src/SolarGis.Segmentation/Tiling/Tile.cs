// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Grids;

namespace SolarGis.Segmentation.Tiling;

/// <summary>One forward pass of the network: what it reads and which of its output pixels count.</summary>
/// <param name="Interior">This tile's share of the plan, on the image's grid; with no other tile's in common.</param>
/// <param name="Input">
/// Pixels that the network sees, on the image's grid; starts and ends on multiples of the stride, and may reach beyond the image.
/// </param>
/// <param name="Output">Pixels whose probabilities this tile gives or, where tiles are blended, contributes to.</param>
public readonly record struct Tile(RasterWindow Interior, RasterWindow Input, RasterWindow Output);
