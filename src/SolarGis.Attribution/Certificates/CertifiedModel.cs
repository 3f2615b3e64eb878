// SPDX-License-Identifier: MIT
namespace SolarGis.Attribution.Certificates;

/// <summary>The model that was explained.</summary>
/// <param name="Label">Name and version.</param>
/// <param name="Hash">SHA-256 over its weights, hex.</param>
public sealed record CertifiedModel(string Label, string Hash);
