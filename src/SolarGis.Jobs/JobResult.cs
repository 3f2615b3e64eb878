// SPDX-License-Identifier: MIT
namespace SolarGis.Jobs;

/// <summary>What an executor hands back.</summary>
/// <param name="Files">The files to keep; whatever else is in the output folder is removed.</param>
/// <param name="SummaryJson">Results that fit in a message, JSON.</param>
public sealed record JobResult(IReadOnlyList<ProducedFile> Files, string SummaryJson);
