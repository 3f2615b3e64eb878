// SPDX-License-Identifier: MIT
namespace SolarGis.Segmentation.Output;

/// <summary>The files that hold a run's candidates.</summary>
/// <param name="GeoPackage">candidates.gpkg, in the source's CRS.</param>
/// <param name="GeoJson">candidates.geojson, WGS 84 as RFC 7946 asks.</param>
/// <param name="Shapefile">candidates.shp and its companions, in the source's CRS.</param>
public sealed record CandidateFileSet(string GeoPackage, string GeoJson, IReadOnlyList<string> Shapefile);
