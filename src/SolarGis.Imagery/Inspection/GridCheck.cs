// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Grids;

namespace SolarGis.Imagery.Inspection;

/// <summary>Decides whether a band can be read onto the grid of a finer one without warping.</summary>
internal static class GridCheck
{
    /// <exception cref="ImageryException">GRIDS_DIFFER: another system, turned, or covering another place.</exception>
    public static void Require(Grid finest, string name, Grid other, string otherName)
    {
        if (ReferenceEquals(finest, other) || finest == other) return;
        if (finest.Crs.Epsg != other.Crs.Epsg || (finest.Crs.Epsg is null && finest.Crs.Wkt != other.Crs.Wkt))
            throw Differ($"{otherName} is in {Short(other.Crs)} and {name} in {Short(finest.Crs)}");
        if (!finest.Transform.IsAxisAligned || !other.Transform.IsAxisAligned)
            throw Differ($"{otherName} and {name} have different sizes and at least one of them is turned");
        // A fifth of a fine pixel: rounded coordinates pass, a band that is shifted by half a pixel does not.
        double tolerance = 0.2 * Math.Min(Math.Abs(finest.Transform.PixelWidth), Math.Abs(finest.Transform.PixelHeight));
        (double left, double top) = finest.Transform.Apply(0, 0);
        (double right, double bottom) = finest.Transform.Apply(finest.Width, finest.Height);
        (double otherLeft, double otherTop) = other.Transform.Apply(0, 0);
        (double otherRight, double otherBottom) = other.Transform.Apply(other.Width, other.Height);
        if (Math.Abs(left - otherLeft) > tolerance || Math.Abs(top - otherTop) > tolerance
            || Math.Abs(right - otherRight) > tolerance || Math.Abs(bottom - otherBottom) > tolerance)
            throw Differ($"{otherName} and {name} do not cover the same rectangle");
    }

    private static string Short(Crs crs) => crs.Epsg is int code ? $"EPSG:{code}" : "another system without a code";

    private static ImageryException Differ(string what) =>
        new("GRIDS_DIFFER", $"The bands do not fit together: {what}. Warp them to one grid first (gdalwarp -t_srs ... -te ... -tr ...).");
}
