// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Vectors;
using SolarGis.Segmentation.Polygons;

namespace SolarGis.Segmentation.Output;

/// <summary>One column of the attribute schema.</summary>
/// <param name="Name">At most 10 characters, as a shapefile allows.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Width">Bytes of the column in a shapefile.</param>
/// <param name="Decimals">Fractional digits of a number in a shapefile.</param>
/// <param name="Value">Takes the value from a candidate; null where there is none.</param>
public sealed record CandidateColumn(string Name, FieldKind Kind, int Width, int Decimals, Func<Candidate, object?> Value);
