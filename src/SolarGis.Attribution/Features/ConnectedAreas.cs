// SPDX-License-Identifier: MIT
namespace SolarGis.Attribution.Features;

/// <summary>Makes every label one connected area and gives small ones to a neighbour.</summary>
static class ConnectedAreas
{
    /// <summary>Relabels.</summary>
    /// <param name="labels">[row][column].</param>
    /// <param name="width">Columns.</param>
    /// <param name="smallest">Areas below this many pixels join the area before them in reading order.</param>
    /// <returns>0 .. K-1.</returns>
    public static int[] Merge(int[] labels, int width, int smallest)
    {
        var merged = new int[labels.Length];
        Array.Fill(merged, -1);
        var next = 0;
        List<int> area = [];
        for (var start = 0; start < labels.Length; start++)
        {
            if (merged[start] >= 0) continue;
            area.Clear();
            area.Add(start);
            merged[start] = next;
            var neighbour = -1;
            for (var k = 0; k < area.Count; k++)
            {
                var i = area[k];
                if (i % width > 0) Visit(i, i - 1);
                if (i % width < width - 1) Visit(i, i + 1);
                if (i >= width) Visit(i, i - width);
                if (i + width < labels.Length) Visit(i, i + width);
            }

            if (area.Count < smallest && neighbour >= 0)
            {
                foreach (var i in area) merged[i] = neighbour;
            }
            else
            {
                next++;
            }

            void Visit(int from, int to)
            {
                if (merged[to] < 0)
                {
                    if (labels[to] != labels[from]) return;
                    merged[to] = next;
                    area.Add(to);
                }
                else if (merged[to] != next)
                {
                    neighbour = merged[to];
                }
            }
        }

        return merged;
    }
}
