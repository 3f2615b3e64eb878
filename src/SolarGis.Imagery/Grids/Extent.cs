// SPDX-License-Identifier: MIT
namespace SolarGis.Imagery.Grids;

/// <summary>A rectangle in the coordinates of an EPSG system.</summary>
/// <param name="MinX">West edge.</param>
/// <param name="MinY">South edge.</param>
/// <param name="MaxX">East edge.</param>
/// <param name="MaxY">North edge.</param>
/// <param name="Epsg">EPSG code of the coordinates (x is always easting or longitude).</param>
public readonly record struct Extent(double MinX, double MinY, double MaxX, double MaxY, int Epsg)
{
    /// <summary>True when the numbers are finite and the edges are in order with something between them.</summary>
    public bool IsValid => double.IsFinite(MinX + MinY + MaxX + MaxY) && MinX < MaxX && MinY < MaxY;
}
