// SPDX-License-Identifier: MIT
namespace SolarGis.Imagery.Rasters;

/// <summary>Where the pixels of one axis of a fine window lie between those of a coarser grid over the same extent.</summary>
/// <param name="Start">First coarse pixel that is read.</param>
/// <param name="Count">Coarse pixels that are read.</param>
/// <param name="Low">Per fine pixel: the coarse pixel whose centre comes before its centre, from <paramref name="Start"/>.</param>
/// <param name="High">Per fine pixel: the next coarse pixel; equal to low at the image's edge.</param>
/// <param name="Weight">Per fine pixel: weight of high.</param>
/// <param name="Nearest">Per fine pixel: the coarse pixel that contains its centre; -1 outside the image.</param>
internal sealed record Axis(int Start, int Count, int[] Low, int[] High, float[] Weight, int[] Nearest)
{
    public static Axis Make(int fineStart, int fineCount, int fineSize, int coarseSize)
    {
        double ratio = (double)coarseSize / fineSize;
        // One more on either side than the centres need: the window's own neighbours.
        int start = Math.Clamp((int)Math.Floor((fineStart + 0.5) * ratio - 0.5), 0, coarseSize - 1);
        int end = Math.Clamp((int)Math.Floor((fineStart + fineCount - 0.5) * ratio - 0.5) + 2, start + 1, coarseSize);
        int[] low = new int[fineCount], high = new int[fineCount], nearest = new int[fineCount];
        float[] weight = new float[fineCount];
        for (int i = 0; i < fineCount; i++)
        {
            double centre = (fineStart + i + 0.5) * ratio;
            double position = Math.Clamp(centre - 0.5, 0, coarseSize - 1);
            int before = (int)Math.Floor(position);
            bool inside = fineStart + i >= 0 && fineStart + i < fineSize;
            low[i] = inside ? before - start : 0;
            high[i] = inside ? Math.Min(before + 1, coarseSize - 1) - start : 0;
            weight[i] = (float)(position - before);
            nearest[i] = inside ? Math.Min((int)Math.Floor(centre), coarseSize - 1) - start : -1;
        }
        return new Axis(start, end - start, low, high, weight, nearest);
    }
}
