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

    /// <summary>Signed attributions, symmetric about 0, saturated at the 99.5th percentile of the magnitudes; NaN is no data.</summary>
    public static uint[] Attribution(ReadOnlySpan<float> values)
    {
        List<float> magnitudes = [];
        foreach (float value in values)
            if (float.IsFinite(value) && value != 0) magnitudes.Add(Math.Abs(value));
        magnitudes.Sort();
        double limit = magnitudes.Count == 0 ? 1 : magnitudes[(int)(0.995 * (magnitudes.Count - 1))];
        uint[] colours = new uint[values.Length];
        for (int i = 0; i < colours.Length; i++)
            colours[i] = float.IsFinite(values[i]) ? ColourScale.Attribution.At(0.5 + 0.5 * values[i] / limit) : NoData;
        return colours;
    }
}
