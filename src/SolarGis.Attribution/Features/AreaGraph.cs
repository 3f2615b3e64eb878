// SPDX-License-Identifier: MIT
namespace SolarGis.Attribution.Features;

/// <summary>Which areas touch: edges between areas with pixels beside each other (4-neighbourhood).</summary>
public static class AreaGraph
{
    /// <summary>Length of the border between each pair of areas, pixel edges; 0 where they do not touch.</summary>
    /// <param name="labels">0 .. count-1 for every pixel, [row][column].</param>
    /// <param name="width">Columns.</param>
    /// <param name="count">Number of areas.</param>
    public static int[,] Borders(ReadOnlySpan<int> labels, int width, int count)
    {
        var borders = new int[count, count];
        for (var i = 0; i < labels.Length; i++)
        {
            if ((i + 1) % width != 0) Touch(labels[i], labels[i + 1]);
            if (i + width < labels.Length) Touch(labels[i], labels[i + width]);
        }

        return borders;

        void Touch(int a, int b)
        {
            if (a == b) return;
            borders[a, b]++;
            borders[b, a]++;
        }
    }

    /// <summary>An area and those within some steps of it, nearest first and among those by longer border; itself comes first.</summary>
    /// <param name="borders">From <see cref="Borders"/>.</param>
    /// <param name="area">The area.</param>
    /// <param name="steps">Steps on the graph.</param>
    /// <param name="most">Largest size of the neighbourhood.</param>
    public static int[] Neighbourhood(int[,] borders, int area, int steps, int most)
    {
        ArgumentNullException.ThrowIfNull(borders);
        List<int> found = [area];
        int[] ring = [area];
        for (var step = 0; step < steps && found.Count < most; step++)
        {
            var edge = ring;
            ring = [.. Enumerable.Range(0, borders.GetLength(0))
                .Where(other => !found.Contains(other))
                .Select(other => (other, border: edge.Sum(member => borders[member, other])))
                .Where(pair => pair.border > 0)
                .OrderByDescending(pair => pair.border).ThenBy(pair => pair.other)
                .Select(pair => pair.other)];
            found.AddRange(ring.Take(most - found.Count));
        }

        return [.. found];
    }
}
