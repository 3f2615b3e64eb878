// SPDX-License-Identifier: MIT
namespace SolarGis.Segmentation.Polygons;

/// <summary>Where the outline crosses the line between two neighbouring pixel centres; each is met by exactly two segments.</summary>
/// <param name="x">Column in pixel-corner coordinates (a pixel's centre is at .5).</param>
/// <param name="y">Row in pixel-corner coordinates.</param>
internal sealed class Crossing(double x, double y)
{
    public double X { get; } = x;

    public double Y { get; } = y;

    /// <summary>The next crossing along the outline, once known.</summary>
    public Crossing? Next { get; set; }

    /// <summary>The unfinished chain that this crossing begins or ends.</summary>
    public Chain? Chain { get; set; }
}
