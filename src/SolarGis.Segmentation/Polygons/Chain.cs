// SPDX-License-Identifier: MIT
namespace SolarGis.Segmentation.Polygons;

/// <summary>A piece of outline that is not closed yet. Only its two ends are looked at, so that joining costs the same at any length.</summary>
internal sealed class Chain
{
    private Chain(Crossing first, Crossing last)
    {
        First = first;
        Last = last;
    }

    public Crossing First { get; private set; }

    public Crossing Last { get; private set; }

    /// <summary>Adds a directed segment to whatever chains its ends belong to.</summary>
    /// <returns>True when the segment closes a ring; it is then walked from either end by <see cref="Crossing.Next"/>.</returns>
    public static bool Link(Crossing from, Crossing to)
    {
        from.Next = to;
        Chain? before = from.Chain, after = to.Chain;
        from.Chain = to.Chain = null;
        if (before is null && after is null)
        {
            from.Chain = to.Chain = new Chain(from, to);
            return false;
        }
        if (before is null)
        {
            after!.First = from;
            from.Chain = after;
            return false;
        }
        if (after is null)
        {
            before.Last = to;
            to.Chain = before;
            return false;
        }
        if (before == after) return true;
        before.Last = after.Last;
        before.Last.Chain = before;
        return false;
    }
}
