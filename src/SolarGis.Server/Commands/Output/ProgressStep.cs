// SPDX-License-Identifier: MIT
namespace SolarGis.Server.Commands.Output;

/// <summary>How far some work is.</summary>
/// <param name="Stage">Short verb phrase, such as "segmenting".</param>
/// <param name="Fraction">0 to 1 over the work.</param>
/// <param name="Message">One plain sentence, or nothing.</param>
internal sealed record ProgressStep(string Stage, double Fraction, string Message = "");
