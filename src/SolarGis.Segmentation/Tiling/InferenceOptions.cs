// SPDX-License-Identifier: MIT
namespace SolarGis.Segmentation.Tiling;

/// <summary>How a region is cut into forward passes. No setting changes a probability of a model whose halo is known.</summary>
public sealed record InferenceOptions
{
    /// <summary>Interior edge of a tile in pixels; null: 512, 768 or 1024, the largest that <see cref="MemoryBudget"/> allows.</summary>
    public int? TileSize { get; init; }

    /// <summary>Bytes that the activations of one forward pass may take; null: a sixteenth of the memory, at most 1 GiB.</summary>
    public long? MemoryBudget { get; init; }

    /// <summary>Reach into the neighbouring tiles where a model's field is unknown and tiles are blended, pixels.</summary>
    public int BlendOverlap { get; init; } = 64;

    // Full-resolution feature maps of the bundled network alive at one time: about 200 channels of float32.
    private const long BytesPerPixel = 800;

    /// <summary>The tile edge to use.</summary>
    /// <param name="margin">Halo or overlap on each side, pixels.</param>
    internal int ResolveTileSize(int margin)
    {
        if (TileSize is int fixedSize) return fixedSize;
        long budget = MemoryBudget ?? Math.Min(1L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 16);
        foreach (int size in (int[])[1024, 768])
        {
            long edge = size + 2L * margin;
            if (edge * edge * BytesPerPixel <= budget) return size;
        }
        return 512;
    }
}
