// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;

namespace SolarGis.Analysis.Pictures;

/// <summary>A polygon drawn on a picture.</summary>
/// <param name="Shape">In the coordinates of the picture's grid.</param>
/// <param name="Kind">Gives its colour and its line in the legend.</param>
/// <param name="Label">A few characters beside it, or nothing.</param>
public sealed record PictureOutline(Geometry Shape, OutlineKind Kind, string Label = "");
