// SPDX-License-Identifier: MIT
namespace SolarGis.Jobs;

/// <summary>Recognises a full disk and says so.</summary>
public static class DiskFull
{
    /// <summary>The reason of every error that <see cref="Error"/> makes.</summary>
    public const string Reason = "DISK_FULL";

    /// <summary>True when an error of the file system means "no space left".</summary>
    public static bool Is(Exception error) =>
        // ENOSPC and EDQUOT on Linux; ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL on Windows.
        error is IOException && (error.HResult & 0xFFFF) is var code
        && (OperatingSystem.IsWindows() ? code is 0x27 or 0x70 : code is 28 or 122);

    /// <summary>The error for clients.</summary>
    /// <param name="what">What could not be written.</param>
    /// <param name="inner">The cause.</param>
    public static JobException Error(string what, Exception? inner = null) => new(Reason,
        $"The server's disk is full, so {what} could not be written: delete jobs that are no longer needed or free space, then run it again.", inner);
}
