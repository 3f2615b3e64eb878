// SPDX-License-Identifier: MIT
using System.Numerics;
using System.Runtime.InteropServices;

namespace SolarGis.Imagery.Rasters;

/// <summary>The passes over every pixel of every band, several pixels at a time: reading must keep up with a network beside it.</summary>
/// <remarks>Each pixel's result is the same bits whether it was computed alone or among others.</remarks>
public static class PixelMath
{
    /// <summary>Turns no data, saturation and what is not finite into NaN.</summary>
    /// <param name="pixels">Stored values.</param>
    /// <param name="nodata">The value for no data; NaN for none.</param>
    /// <param name="saturated">The value for saturation; NaN for none.</param>
    public static void Invalidate(Span<float> pixels, float nodata, float saturated)
    {
        Vector<float> none = new(nodata), full = new(saturated), largest = new(float.MaxValue), invalid = new(float.NaN);
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(pixels);
        foreach (ref Vector<float> vector in vectors)
        {
            // Comparisons with NaN are false, so what is not finite fails the first.
            Vector<int> valid = Vector.AndNot(
                Vector.LessThanOrEqual(Vector.Abs(vector), largest), Vector.BitwiseOr(Vector.Equals(vector, none), Vector.Equals(vector, full)));
            vector = Vector.ConditionalSelect(valid, vector, invalid);
        }
        foreach (ref float pixel in pixels[(vectors.Length * Vector<float>.Count)..])
            if (!float.IsFinite(pixel) || pixel == nodata || pixel == saturated) pixel = float.NaN;
    }

    /// <summary>Stored values to reflectance.</summary>
    /// <param name="pixels">In place; NaN stays.</param>
    /// <param name="scale">Factor.</param>
    /// <param name="offset">Added afterwards.</param>
    /// <returns>Whether every pixel is finite.</returns>
    public static bool Scale(Span<float> pixels, double scale, double offset)
    {
        // In double, as a reader that takes one pixel at a time would: 3000 becomes the float nearest to 0.3.
        Vector<double> factor = new(scale), shift = new(offset);
        Vector<float> largest = new(float.MaxValue);
        Vector<int> finite = Vector<int>.AllBitsSet;
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(pixels);
        foreach (ref Vector<float> vector in vectors)
        {
            Vector.Widen(vector, out Vector<double> low, out Vector<double> high);
            vector = Vector.Narrow(low * factor + shift, high * factor + shift);
            finite &= Vector.LessThanOrEqual(Vector.Abs(vector), largest);
        }
        bool all = Vector.EqualsAll(finite, Vector<int>.AllBitsSet);
        foreach (ref float pixel in pixels[(vectors.Length * Vector<float>.Count)..])
        {
            pixel = (float)(pixel * scale + offset);
            all &= float.IsFinite(pixel);
        }
        return all;
    }

    /// <summary>Whether every value is finite.</summary>
    public static bool AreFinite(ReadOnlySpan<float> pixels)
    {
        Vector<float> largest = new(float.MaxValue);
        Vector<int> finite = Vector<int>.AllBitsSet;
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(pixels);
        foreach (ref readonly Vector<float> vector in vectors) finite &= Vector.LessThanOrEqual(Vector.Abs(vector), largest);
        bool all = Vector.EqualsAll(finite, Vector<int>.AllBitsSet);
        foreach (float pixel in pixels[(vectors.Length * Vector<float>.Count)..]) all &= float.IsFinite(pixel);
        return all;
    }
}
