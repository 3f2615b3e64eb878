// SPDX-License-Identifier: MIT
namespace SolarGis.Imagery;

/// <summary>Which rasters may be opened, and how much one of them may cost.</summary>
/// <remarks>Only GeoTIFF (also cloud-optimised) and JPEG 2000 are opened, whatever a file's name says.</remarks>
public sealed record ReadPolicy
{
    /// <summary>Everything that the process may read; for a user's own command line.</summary>
    public static ReadPolicy Unrestricted { get; } = new();

    /// <summary>Folders below which files may be opened; null where any folder is fine. Links are followed before the check.</summary>
    public IReadOnlyList<string>? AllowedFolders { get; init; }

    /// <summary>Files of one image.</summary>
    public int MaximumFiles { get; init; } = 32;

    /// <summary>Bands of one file.</summary>
    public int MaximumBands { get; init; } = 64;

    /// <summary>Columns or rows of one raster.</summary>
    public int MaximumDimension { get; init; } = 150_000;

    /// <summary>Decoded bytes of one block (all bands of it where pixels are interleaved).</summary>
    public long MaximumBlockBytes { get; init; } = 128L << 20;

    /// <summary>Pixels of one region; a full Sentinel-2 tile has 120,560,400.</summary>
    public long MaximumRegionPixels { get; init; } = 150_000_000;

    /// <summary>Pixels of one read, margins included.</summary>
    public long MaximumPatchPixels { get; init; } = 16_777_216;

    /// <summary>Files below these folders only.</summary>
    public static ReadPolicy Within(params IReadOnlyList<string> folders) => new() { AllowedFolders = folders };
}
