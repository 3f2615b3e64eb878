// SPDX-License-Identifier: MIT
namespace SolarGis.Imagery.Vectors;

/// <summary>A column of a layer.</summary>
/// <param name="Name">Name; at most 10 characters where a shapefile is to hold it.</param>
/// <param name="Kind">What its values are.</param>
public sealed record Field(string Name, FieldKind Kind);
