// SPDX-License-Identifier: MIT
namespace SolarGis.Analysis;

/// <summary>What an analysis left.</summary>
/// <param name="Artifacts">The files in the output folder.</param>
/// <param name="SummaryJson">The results that fit in a message: counts, areas, the certificate.</param>
public sealed record AnalysisResult(IReadOnlyList<AnalysisArtifact> Artifacts, string SummaryJson);
