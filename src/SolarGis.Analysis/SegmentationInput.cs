// SPDX-License-Identifier: MIT
using SolarGis.Imagery;
using SolarGis.Imagery.Regions;

namespace SolarGis.Analysis;

/// <summary>What a segmentation needs to know.</summary>
/// <param name="JobId">Quoted in every file.</param>
/// <param name="Image">The image.</param>
/// <param name="Region">Where to look.</param>
/// <param name="Model">"name" or "name@version"; empty for the default.</param>
/// <param name="Polygons">Which polygons are drawn.</param>
/// <param name="Policy">What may be opened, and how much.</param>
public sealed record SegmentationInput(string JobId, ImageRequest Image, Region Region, string Model, PolygonSettings Polygons, ReadPolicy Policy);
