// SPDX-License-Identifier: MIT
namespace SolarGis.Server.Configuration;

/// <summary>What clients may ask of this server.</summary>
internal sealed class LimitOptions
{
    /// <summary>Jobs that may wait.</summary>
    public int QueuedJobs { get; set; } = 64;

    /// <summary>Pixels of one job's region; a Sentinel-2 tile has 120,560,400.</summary>
    public long PixelsPerJob { get; set; } = 150_000_000;

    public double MinutesPerJob { get; set; } = 360;

    public long UploadBytes { get; set; } = 4L << 30;

    public long AllUploadsBytes { get; set; } = 16L << 30;

    /// <summary>How long an upload that nobody uses is kept.</summary>
    public double UploadHours { get; set; } = 48;

    /// <summary>All results together.</summary>
    public long ArtifactBytes { get; set; } = 100L << 30;

    /// <summary>What stays free on the disk.</summary>
    public long FreeDiskBytes { get; set; } = 512L << 20;
}
