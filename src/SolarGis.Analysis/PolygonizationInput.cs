// SPDX-License-Identifier: MIT
using SolarGis.Imagery;

namespace SolarGis.Analysis;

/// <summary>What drawing polygons again needs to know.</summary>
/// <param name="JobId">Quoted in the attributes.</param>
/// <param name="Raster">A saved probability raster.</param>
/// <param name="Polygons">Which polygons are drawn.</param>
/// <param name="Policy">What may be opened.</param>
public sealed record PolygonizationInput(string JobId, string Raster, PolygonSettings Polygons, ReadPolicy Policy);
