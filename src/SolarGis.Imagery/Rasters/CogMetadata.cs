// SPDX-License-Identifier: MIT
namespace SolarGis.Imagery.Rasters;

/// <summary>What a cloud-optimised GeoTIFF says of itself.</summary>
/// <param name="Descriptions">One per band; null keeps the source's.</param>
/// <param name="Items">Key-values such as MODEL, MODEL_VERSION, JOB; added to the source's.</param>
public sealed record CogMetadata(IReadOnlyList<string>? Descriptions, IReadOnlyDictionary<string, string> Items);
