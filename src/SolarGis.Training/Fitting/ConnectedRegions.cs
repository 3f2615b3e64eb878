// SPDX-License-Identifier: MIT
namespace SolarGis.Training.Fitting;

/// <summary>Groups of set pixels that touch along an edge.</summary>
internal static class ConnectedRegions
{
    /// <summary>The pixel indices of every group.</summary>
    public static IEnumerable<List<int>> Of(bool[] mask, int width)
    {
        var seen = new bool[mask.Length];
        var queue = new Queue<int>();
        for (int start = 0; start < mask.Length; start++)
        {
            if (!mask[start] || seen[start]) continue;
            var region = new List<int>();
            Visit(start);
            while (queue.TryDequeue(out int pixel))
            {
                region.Add(pixel);
                if (pixel % width > 0) Visit(pixel - 1);
                if (pixel % width < width - 1) Visit(pixel + 1);
                if (pixel >= width) Visit(pixel - width);
                if (pixel + width < mask.Length) Visit(pixel + width);
            }

            yield return region;
        }

        void Visit(int pixel)
        {
            if (!mask[pixel] || seen[pixel]) return;
            seen[pixel] = true;
            queue.Enqueue(pixel);
        }
    }
}
