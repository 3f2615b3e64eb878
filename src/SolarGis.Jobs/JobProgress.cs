// SPDX-License-Identifier: MIT
namespace SolarGis.Jobs;

/// <summary>How far a running job is.</summary>
/// <param name="Stage">Short verb phrase, such as "segmenting".</param>
/// <param name="Fraction">0 to 1 over the whole job.</param>
/// <param name="Message">One plain sentence.</param>
public readonly record struct JobProgress(string Stage, double Fraction, string Message);
