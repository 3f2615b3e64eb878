// SPDX-License-Identifier: MIT
namespace SolarGis.Jobs;

/// <summary>What clients may upload.</summary>
/// <param name="MaxBytes">One upload.</param>
/// <param name="MaxTotalBytes">All uploads together, counted by their announced sizes.</param>
/// <param name="MinFreeBytes">What stays free on the disk.</param>
/// <param name="KeepFor">How long an upload that nobody uses is kept.</param>
public sealed record UploadLimits(long MaxBytes, long MaxTotalBytes, long MinFreeBytes, TimeSpan KeepFor);
