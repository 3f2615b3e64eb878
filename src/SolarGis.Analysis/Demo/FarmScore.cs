// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;

namespace SolarGis.Analysis.Demo;

/// <summary>How well candidates match one known farm.</summary>
/// <param name="Farm">The farm.</param>
/// <param name="Candidates">Places in the list of candidates that lie mostly on this farm.</param>
/// <param name="IntersectionOverUnion">Of the farm's outline and those candidates together, 0 to 1.</param>
public sealed record FarmScore(KnownFarm Farm, IReadOnlyList<int> Candidates, double IntersectionOverUnion)
{
    /// <summary>Gives every candidate to the farm that it covers most, then measures each farm.</summary>
    /// <param name="farms">What is there.</param>
    /// <param name="candidates">What was found, in the same coordinates.</param>
    public static IReadOnlyList<FarmScore> Match(IReadOnlyList<KnownFarm> farms, IReadOnlyList<Geometry> candidates)
    {
        ArgumentNullException.ThrowIfNull(farms);
        ArgumentNullException.ThrowIfNull(candidates);
        ILookup<int, int> owned = Enumerable.Range(0, candidates.Count).ToLookup(i => Owner(farms, candidates[i]));
        return [.. farms.Select((farm, i) => new FarmScore(farm, [.. owned[i]], Overlap(farm.Outline, [.. owned[i].Select(j => candidates[j])])))];
    }

    private static int Owner(IReadOnlyList<KnownFarm> farms, Geometry candidate)
    {
        int owner = -1;
        double most = 0;
        for (int i = 0; i < farms.Count; i++)
        {
            double shared = farms[i].Outline.Intersection(candidate).Area;
            if (shared > most) (owner, most) = (i, shared);
        }
        return owner;
    }

    private static double Overlap(Geometry farm, IReadOnlyList<Geometry> candidates)
    {
        if (candidates.Count == 0) return 0;
        Geometry found = candidates.Count == 1 ? candidates[0] : UnaryUnionOp.Union(candidates);
        return farm.Intersection(found).Area / farm.Union(found).Area;
    }
}
