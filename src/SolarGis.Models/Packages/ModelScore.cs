// SPDX-License-Identifier: MIT
namespace SolarGis.Models.Packages;

/// <summary>One measured figure.</summary>
/// <param name="Name">What was measured, such as "IoU".</param>
/// <param name="Value">Its value.</param>
/// <param name="On">On what, such as "200 simulated scenes of seeds 9000 to 9199".</param>
public sealed record ModelScore(string Name, double Value, string On);
