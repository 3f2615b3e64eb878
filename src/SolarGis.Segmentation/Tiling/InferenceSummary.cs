// SPDX-License-Identifier: MIT
namespace SolarGis.Segmentation.Tiling;

/// <summary>What a tiled inference did.</summary>
/// <param name="Tiles">Tiles of the plan.</param>
/// <param name="Forwards">Forward passes run: tiles with at least one valid pixel inside the region.</param>
/// <param name="TileSize">Largest interior edge used, pixels.</param>
/// <param name="ValidPixels">Pixels that got a probability.</param>
/// <param name="Blended">True when the model's field is unknown and overlapping tiles were blended.</param>
public sealed record InferenceSummary(int Tiles, int Forwards, int TileSize, long ValidPixels, bool Blended);
