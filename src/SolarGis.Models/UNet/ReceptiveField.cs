// SPDX-License-Identifier: MIT
namespace SolarGis.Models.UNet;

/// <summary>How far around a pixel of the input an output pixel can depend on, per axis, in pixels.</summary>
/// <param name="Before">Greatest reach towards lower rows or columns.</param>
/// <param name="After">Greatest reach towards higher rows or columns.</param>
/// <param name="Stride">Total stride: the reach depends on a pixel's position modulo it, and crops start on multiples of it.</param>
public sealed record ReceptiveField(int Before, int After, int Stride)
{
    /// <summary>The greatest reach in any direction.</summary>
    public int Radius => Math.Max(Before, After);

    /// <summary>The radius rounded up to the stride's grid: a crop that starts there and reaches as far is exact.</summary>
    public int AlignedHalo => (Radius + Stride - 1) / Stride * Stride;

    /// <summary>Follows the interval of inputs that one output pixel depends on backwards through the network, for every phase.</summary>
    public static ReceptiveField Of(UNetConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        int levels = configuration.Widths.Count, stride = configuration.Stride, before = 0, after = 0;
        for (int pixel = 0; pixel < stride; pixel++)
        {
            (int low, int high) = Through(levels, new(pixel, pixel));
            before = Math.Max(before, pixel - low);
            after = Math.Max(after, high - pixel);
        }

        return new(before, after, stride);
    }

    private static Interval Through(int levels, Interval wanted)
    {
        Interval[] skips = new Interval[levels - 1];
        for (int level = 0; level < levels - 1; level++)
        {
            skips[level] = Block(wanted);
            wanted = Upsampled(skips[level]);
        }

        wanted = Block(wanted);
        for (int level = levels - 2; level >= 0; level--)
            wanted = Block(Union(Pooled(wanted), skips[level]));
        return wanted;
    }

    // Two 3x3 convolutions.
    private static Interval Block(Interval i) => new(i.Low - 2, i.High + 2);

    // Output pixel i interpolates at (i + 0.5) / 2 - 0.5, between its floor and the next; >> rounds down for negatives as well.
    private static Interval Upsampled(Interval i) => new((i.Low - 1) >> 1, (i.High + 1) >> 1);

    private static Interval Pooled(Interval i) => new(2 * i.Low, 2 * i.High + 1);

    private static Interval Union(Interval a, Interval b) => new(Math.Min(a.Low, b.Low), Math.Max(a.High, b.High));

    private readonly record struct Interval(int Low, int High);
}
