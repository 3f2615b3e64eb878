// SPDX-License-Identifier: MIT
namespace SolarGis.Imagery;

/// <summary>Files appear under their name only when they are complete.</summary>
internal static class FinishedFile
{
    // A write that found no room leaves less than a block of it.
    private const long NoRoom = 1 << 20;

    /// <summary>Runs a writer on a temporary name beside the path and renames the result; removes it when the writer fails.</summary>
    /// <exception cref="ImageryException">OUTPUT_UNWRITABLE or DISK_FULL.</exception>
    public static void Write(string path, Action<string> write) => Guard(path, () =>
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full)!;
        Directory.CreateDirectory(folder);
        // The extension stays last: drivers choose by it.
        string temporary = Path.Combine(folder, $".{Guid.NewGuid():N}{Path.GetExtension(full)}");
        try
        {
            // Guarded by itself, so that the cause is looked for while the unfinished file still takes its room.
            Guard(path, () => write(temporary));
            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            // Drivers leave files of their own beside an unfinished one (-journal, .ovr.tmp).
            foreach (string rest in Directory.EnumerateFiles(folder, Path.GetFileName(temporary) + "*")) File.Delete(rest);
        }
    });

    /// <summary>Turns what the file system and GDAL say about an output into one sentence.</summary>
    /// <exception cref="ImageryException">OUTPUT_UNWRITABLE or DISK_FULL.</exception>
    public static void Guard(string path, Action write)
    {
        try
        {
            GdalRuntime.ClearPending();
            write();
            GdalRuntime.ThrowPending();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ApplicationException)
        {
            throw IsFull(path, error)
                ? new ImageryException("DISK_FULL", $"There is no room on the disk for {path}; free some space and try again.", error)
                : new ImageryException("OUTPUT_UNWRITABLE",
                    $"{path} cannot be written; check free disk space, the folder's permissions, and that no program holds the file open.", error);
        }
    }

    private static bool IsFull(string path, Exception error)
    {
        // What SQLite (GeoPackage) and the system call it; raster drivers often say less.
        if (error.Message.Contains("disk is full", StringComparison.OrdinalIgnoreCase)
            || error.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }
        try
        {
            return new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(path))!).AvailableFreeSpace < NoRoom;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
