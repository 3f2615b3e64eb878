// SPDX-License-Identifier: MIT
namespace SolarGis.Segmentation.Tiling;

/// <summary>How far a tiled inference has come.</summary>
/// <param name="TilesDone">Tiles whose probabilities are known, tiles without any valid pixel included.</param>
/// <param name="TilesTotal">Tiles of the plan.</param>
public readonly record struct InferenceProgress(int TilesDone, int TilesTotal)
{
    /// <summary>0 to 1.</summary>
    public double Fraction => TilesTotal == 0 ? 1 : (double)TilesDone / TilesTotal;
}
