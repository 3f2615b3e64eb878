// SPDX-License-Identifier: MIT
namespace SolarGis.Analysis;

/// <summary>Which polygons are drawn from probabilities.</summary>
/// <param name="Threshold">Probability of the outline, exclusive (0, 1).</param>
/// <param name="MinimumArea">Smaller candidates are dropped, square metres.</param>
/// <param name="MegawattsPerHectare">Direct-current capacity per area.</param>
public sealed record PolygonSettings(double Threshold = 0.5, double MinimumArea = 1000, double MegawattsPerHectare = 0.5);
