// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;

namespace SolarGis.Analysis.Demo;

/// <summary>A farm that was put into a scene.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Outline">In the scene's coordinates.</param>
/// <param name="Hectares">Area on the ellipsoid.</param>
/// <param name="Cover">Panel cover of a built-up pixel, 0 to 1.</param>
public sealed record KnownFarm(int Number, Geometry Outline, double Hectares, double Cover);
