// SPDX-License-Identifier: MIT
namespace SolarGis.Attribution;

/// <summary>How far an explanation has come.</summary>
/// <param name="Stage">What happens, such as "integrating the gradients".</param>
/// <param name="Fraction">0 to 1 over the whole explanation.</param>
/// <param name="Forwards">Patches evaluated so far.</param>
public readonly record struct AttributionProgress(string Stage, double Fraction, long Forwards);
