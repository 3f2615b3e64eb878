// SPDX-License-Identifier: MIT
namespace SolarGis.Analysis;

/// <summary>How far an analysis is.</summary>
/// <param name="Stage">Short verb phrase, such as "segmenting".</param>
/// <param name="Fraction">0 to 1 over the whole analysis; never falls.</param>
/// <param name="Message">One plain sentence for the analyst.</param>
public sealed record AnalysisProgress(string Stage, double Fraction, string Message);
