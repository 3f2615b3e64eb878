// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;

namespace SolarGis.Imagery.Vectors;

/// <summary>A geometry and its values.</summary>
/// <param name="Geometry">In the layer's coordinates.</param>
/// <param name="Values">One per field of the layer, in its order; null where there is none.</param>
public sealed record Feature(Geometry Geometry, IReadOnlyList<object?> Values);
