// SPDX-License-Identifier: MIT
namespace SolarGis.Jobs;

/// <summary>How much disk results may take.</summary>
/// <param name="MaxBytes">All results together.</param>
/// <param name="MinFreeBytes">What stays free on the disk; no job starts below it.</param>
public sealed record ArtifactLimits(long MaxBytes, long MinFreeBytes);
