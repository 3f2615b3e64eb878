// SPDX-License-Identifier: MIT
namespace SolarGis.Analysis.Pictures;

/// <summary>One bar of a chart of bands.</summary>
/// <param name="Band">Its role, such as B11.</param>
/// <param name="Value">Length and direction; bars of one chart share a scale.</param>
/// <param name="Label">The value in words, such as "32 %".</param>
public sealed record BandBar(string Band, double Value, string Label);
