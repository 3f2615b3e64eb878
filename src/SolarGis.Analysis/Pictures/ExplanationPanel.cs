// SPDX-License-Identifier: MIT
namespace SolarGis.Analysis.Pictures;

/// <summary>One method's answer about one polygon.</summary>
/// <param name="Title">The method.</param>
/// <param name="Map">The map over the polygon's surroundings; null where the method says nothing about places.</param>
/// <param name="Bars">The bands, in their order; empty where they share one map.</param>
/// <param name="Lines">Short sentences in plain words.</param>
public sealed record ExplanationPanel(string Title, PicturePanel? Map, IReadOnlyList<BandBar> Bars, IReadOnlyList<string> Lines);
