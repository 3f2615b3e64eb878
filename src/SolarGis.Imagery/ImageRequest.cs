// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Bands;

namespace SolarGis.Imagery;

/// <summary>An image: one multi-band file, or several files that together hold the bands.</summary>
/// <param name="Files">Paths of GeoTIFF or JPEG 2000 files.</param>
public sealed record ImageRequest(IReadOnlyList<string> Files)
{
    /// <summary>Bands that the analyst named; the others are detected.</summary>
    public IReadOnlyList<BandAssignment> Bands { get; init; } = [];

    /// <summary>Scale, offset and no-data value that the analyst stated.</summary>
    public RadiometryOverride Radiometry { get; init; } = new();

    /// <summary>One per file, or empty: what the client saw of the file; null where it saw none. A file that differs is refused.</summary>
    public IReadOnlyList<Fingerprint?> Fingerprints { get; init; } = [];
}
