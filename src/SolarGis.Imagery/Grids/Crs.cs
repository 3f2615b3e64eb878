// SPDX-License-Identifier: MIT
namespace SolarGis.Imagery.Grids;

/// <summary>A coordinate reference system: its WKT, and its EPSG code where it has one.</summary>
/// <param name="Wkt">Well-known text (WKT 1 or 2), never empty.</param>
/// <param name="Epsg">EPSG code, or null when the system has none.</param>
public sealed record Crs(string Wkt, int? Epsg)
{
    /// <summary>"EPSG:32643", or the WKT where there is no code.</summary>
    public override string ToString() => Epsg is int code ? $"EPSG:{code}" : Wkt;
}
