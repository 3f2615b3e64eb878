// SPDX-License-Identifier: MIT
namespace SolarGis.Analysis;

/// <summary>A method and its settings.</summary>
/// <param name="Name">Name of the method; empty for the default.</param>
/// <param name="Options">Option values by name, as text.</param>
public sealed record MethodChoice(string Name, IReadOnlyDictionary<string, string> Options);
