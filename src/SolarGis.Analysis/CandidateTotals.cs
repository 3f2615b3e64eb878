// SPDX-License-Identifier: MIT
using SolarGis.Segmentation.Polygons;

namespace SolarGis.Analysis;

/// <summary>A run's candidates in numbers.</summary>
/// <param name="Count">Candidates.</param>
/// <param name="AreaHa">Their area, hectares on the ellipsoid.</param>
/// <param name="MwDc">Their capacity by the stated factor, megawatts.</param>
/// <param name="Suspect">Candidates to look at twice.</param>
/// <param name="Threshold">Probability of the outlines.</param>
/// <param name="MinAreaM2">Smaller ones were dropped.</param>
/// <param name="MwDcPerHa">The factor.</param>
public sealed record CandidateTotals(int Count, double AreaHa, double MwDc, int Suspect, double Threshold, double MinAreaM2, double MwDcPerHa)
{
    /// <summary>Adds up.</summary>
    public static CandidateTotals Of(IReadOnlyList<Candidate> candidates, PolygonSettings settings) => new(
        candidates.Count,
        Math.Round(candidates.Sum(c => c.AreaHectares), 4),
        Math.Round(candidates.Sum(c => c.Megawatts), 4),
        candidates.Count(c => c.Suspect.Length > 0),
        settings.Threshold, settings.MinimumArea, settings.MegawattsPerHectare);
}
