// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;

namespace SolarGis.Server.Commands.Output;

/// <summary>One candidate as the command line shows it.</summary>
/// <param name="Number">From 1, in the file's order; what --candidate takes.</param>
/// <param name="SiteId">Column site_id.</param>
/// <param name="MeanProbability">0 to 1.</param>
/// <param name="MaximumProbability">0 to 1.</param>
/// <param name="AreaHa">Hectares.</param>
/// <param name="Megawatts">Direct current, MW.</param>
/// <param name="Suspect">Reasons to look twice.</param>
/// <param name="Outline">In the source's coordinates.</param>
internal sealed record CandidateRow(
    int Number, string SiteId, double MeanProbability, double MaximumProbability, double AreaHa, double Megawatts, string Suspect, Geometry Outline);
