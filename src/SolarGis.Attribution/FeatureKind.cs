// SPDX-License-Identifier: MIT
namespace SolarGis.Attribution;

/// <summary>What a method hands out attribution to.</summary>
public enum FeatureKind
{
    /// <summary>Single pixels of single bands.</summary>
    Pixels,

    /// <summary>Whole bands over the whole patch.</summary>
    Bands,

    /// <summary>Areas over all bands: superpixels or polygons.</summary>
    Areas,
}
