// SPDX-License-Identifier: MIT
using SolarGis.Imagery;

namespace SolarGis.Analysis.Pictures;

/// <summary>From values to the colours of a panel. Pixels without data are grey.</summary>
public static class PixelColours
{
    private const uint NoData = 0xFF9A9A9A;

    /// <summary>True colour (B4, B3, B2), each band stretched between its 2nd and 98th percentile.</summary>
    public static uint[] TrueColour(Patch patch)
    {
        uint[] colours = new uint[patch.Width * patch.Height];
        Array.Fill(colours, 0xFF000000);
        foreach ((string role, int shift) in ((string, int)[])[("B4", 16), ("B3", 8), ("B2", 0)])
        {
            ReadOnlySpan<float> band = patch.Band(patch.Bands.ToList().IndexOf(role));
            List<float> valid = [];
            for (int i = 0; i < band.Length; i++)
                if (patch.Valid[i]) valid.Add(band[i]);
            if (valid.Count == 0) break;
            valid.Sort();
            float low = valid[(int)(0.02 * (valid.Count - 1))], high = valid[(int)(0.98 * (valid.Count - 1))];
            float range = Math.Max(high - low, 1e-6f);
            for (int i = 0; i < band.Length; i++)
                colours[i] |= (uint)(255 * Math.Clamp((band[i] - low) / range, 0, 1)) << shift;
        }
        for (int i = 0; i < colours.Length; i++)
            if (!patch.Valid[i]) colours[i] = NoData;
        return colours;
    }

    /// <summary>Probabilities 0 to 1; NaN is no data.</summary>
    public static uint[] Probability(ReadOnlySpan<float> values)
    {
        uint[] colours = new uint[values.Length];
        for (int i = 0; i < colours.Length; i++)
            colours[i] = float.IsFinite(values[i]) ? ColourScale.Probability.At(values[i]) : NoData;
        return colours;
    }

    /// <summary>Attributions: symmetric about 0 where they are signed, from 0 where not; NaN is no data.</summary>
    /// <param name="values">The map.</param>
    /// <param name="limit">The magnitude at which colours saturate; see <see cref="RobustLimit"/>.</param>
    /// <param name="isSigned">Whether values can be negative.</param>
    public static uint[] Attribution(ReadOnlySpan<float> values, double limit, bool isSigned)
    {
        uint[] colours = new uint[values.Length];
        for (int i = 0; i < colours.Length; i++)
        {
            double share = values[i] / limit;
            colours[i] = !float.IsFinite(values[i]) ? NoData : isSigned ? ColourScale.Attribution.At(0.5 + 0.5 * share) : ColourScale.Magnitude.At(share);
        }
        return colours;
    }

    /// <summary>The 99.5th percentile of the magnitudes that are not 0: one bright pixel must not make the rest invisible.</summary>
    public static double RobustLimit(ReadOnlySpan<float> values)
    {
        List<float> magnitudes = [];
        foreach (float value in values)
            if (float.IsFinite(value) && value != 0) magnitudes.Add(Math.Abs(value));
        magnitudes.Sort();
        return magnitudes.Count == 0 ? 1 : magnitudes[(int)(0.995 * (magnitudes.Count - 1))];
    }
}
