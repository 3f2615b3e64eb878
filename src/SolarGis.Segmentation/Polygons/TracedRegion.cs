// SPDX-License-Identifier: MIT
namespace SolarGis.Segmentation.Polygons;

/// <summary>
/// Pixels at or above the threshold that belong together, with their statistics and outlines; regions that turn out to be one
/// are merged (union-find), so that each pixel is looked at once.
/// </summary>
internal sealed class TracedRegion
{
    private TracedRegion? _parent;
    private List<Ring>? _rings;

    public long Pixels { get; private set; }

    public double Sum { get; private set; }

    public float Maximum { get; private set; }

    /// <summary>Sum of the pixels' binary entropy, bits.</summary>
    public double Entropy { get; private set; }

    /// <summary>Last row with a pixel of this region.</summary>
    public int LastRow { get; private set; }

    public bool TouchesEdge { get; set; }

    public bool TouchesNodata { get; set; }

    public bool IsMerged => _parent is not null;

    public IReadOnlyList<Ring> Rings => _rings ?? [];

    /// <summary>The region that this one has become part of, or itself.</summary>
    public TracedRegion Root()
    {
        TracedRegion root = this;
        while (root._parent is not null) root = root._parent;
        for (TracedRegion at = this; at._parent is not null;)
        {
            TracedRegion next = at._parent;
            if (next != root) at._parent = root;
            at = next;
        }
        return root;
    }

    /// <summary>Adds a pixel to a root.</summary>
    public void Add(float probability, int row)
    {
        Pixels++;
        Sum += probability;
        Maximum = Math.Max(Maximum, probability);
        Entropy += BinaryEntropy(probability);
        LastRow = row;
    }

    /// <summary>Adds an outline to a root.</summary>
    public void Add(Ring ring) => (_rings ??= []).Add(ring);

    /// <summary>Lets the outlines go once the polygon is made of them; the statistics stay.</summary>
    public void DropRings() => _rings = null;

    /// <summary>Makes two roots one; returns the one that stays.</summary>
    public static TracedRegion Merge(TracedRegion one, TracedRegion other)
    {
        if (one == other) return one;
        // The larger stays: no chain of parents gets long.
        if (one.Pixels < other.Pixels) (one, other) = (other, one);
        other._parent = one;
        one.Pixels += other.Pixels;
        one.Sum += other.Sum;
        one.Maximum = Math.Max(one.Maximum, other.Maximum);
        one.Entropy += other.Entropy;
        one.LastRow = Math.Max(one.LastRow, other.LastRow);
        one.TouchesEdge |= other.TouchesEdge;
        one.TouchesNodata |= other.TouchesNodata;
        if (other._rings is not null)
        {
            if (one._rings is null) one._rings = other._rings;
            else one._rings.AddRange(other._rings);
            other._rings = null;
        }
        return one;
    }

    private static double BinaryEntropy(double p) => p is <= 0 or >= 1 ? 0 : -p * Math.Log2(p) - (1 - p) * Math.Log2(1 - p);
}
