// SPDX-License-Identifier: MIT
namespace SolarGis.Analysis;

/// <summary>One file that an analysis left.</summary>
/// <param name="FileName">Name within the output folder.</param>
/// <param name="Role">What it is to a client, one of <see cref="ArtifactRoles"/>.</param>
/// <param name="MediaType">MIME type.</param>
/// <param name="Title">One line for the analyst.</param>
public sealed record AnalysisArtifact(string FileName, string Role, string MediaType, string Title);
