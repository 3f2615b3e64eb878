// SPDX-License-Identifier: MIT
namespace SolarGis.Models.Safetensors;

/// <summary>One tensor as the header lists it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">F32, F64 or I64.</param>
/// <param name="Shape">Edges; empty for a single number.</param>
/// <param name="Begin">First byte within the data.</param>
/// <param name="End">The byte after its last one.</param>
internal sealed record SafetensorsEntry(string Name, string Type, long[] Shape, long Begin, long End);
