// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Grids;

namespace SolarGis.Imagery.Vectors;

/// <summary>Features that share fields and a coordinate reference system.</summary>
/// <param name="Name">Name inside a file that can hold several layers.</param>
/// <param name="Crs">System of every geometry.</param>
/// <param name="Fields">The columns.</param>
/// <param name="Features">The rows.</param>
public sealed record FeatureLayer(string Name, Crs Crs, IReadOnlyList<Field> Fields, IReadOnlyList<Feature> Features);
