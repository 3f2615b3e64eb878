// SPDX-License-Identifier: MIT
namespace SolarGis.Analysis.Pictures;

/// <summary>A colour scale and the words at its ends.</summary>
/// <param name="Stops">0xAARRGGBB from the lowest to the highest value, evenly spaced, at least two.</param>
/// <param name="Low">Words at the lower end.</param>
/// <param name="High">Words at the upper end.</param>
public sealed record ColourScale(IReadOnlyList<uint> Stops, string Low, string High)
{
    /// <summary>Probability 0 to 1, dark to bright, readable with any colour vision.</summary>
    public static ColourScale Probability { get; } = new([0xFF000004, 0xFF51127C, 0xFFB73779, 0xFFFC8961, 0xFFFCFDBF], "0", "probability 1");

    /// <summary>Signed attribution: blue speaks against, red speaks for.</summary>
    public static ColourScale Attribution { get; } = new([0xFF2166AC, 0xFFF7F7F7, 0xFFB2182B], "against", "for");

    /// <summary>Attribution without a sign.</summary>
    public static ColourScale Magnitude { get; } = new([0xFFF7F7F7, 0xFFF4A582, 0xFFB2182B], "0", "strong");

    /// <summary>The colour at 0 to 1 along the scale.</summary>
    public uint At(double position)
    {
        double at = Math.Clamp(position, 0, 1) * (Stops.Count - 1);
        int low = Math.Min((int)at, Stops.Count - 2);
        double part = at - low;
        uint colour = 0xFF000000;
        for (int shift = 0; shift <= 16; shift += 8)
        {
            double a = (Stops[low] >> shift) & 255, b = (Stops[low + 1] >> shift) & 255;
            colour |= (uint)Math.Round(a + (b - a) * part) << shift;
        }
        return colour;
    }
}
