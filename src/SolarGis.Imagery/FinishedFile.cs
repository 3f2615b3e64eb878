// SPDX-License-Identifier: MIT
namespace SolarGis.Imagery;

/// <summary>Files appear under their name only when they are complete.</summary>
internal static class FinishedFile
{
    /// <summary>Runs a writer on a temporary name beside the path and renames the result; removes it when the writer fails.</summary>
    /// <exception cref="ImageryException">OUTPUT_UNWRITABLE.</exception>
    public static void Write(string path, Action<string> write) => Guard(path, () =>
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full)!;
        Directory.CreateDirectory(folder);
        // The extension stays last: drivers choose by it.
        string temporary = Path.Combine(folder, $".{Guid.NewGuid():N}{Path.GetExtension(full)}");
        try
        {
            write(temporary);
            GdalRuntime.ThrowPending();
            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            // Drivers leave files of their own beside an unfinished one (-journal, .ovr.tmp).
            foreach (string rest in Directory.EnumerateFiles(folder, Path.GetFileName(temporary) + "*")) File.Delete(rest);
        }
    });

    /// <summary>Turns what the file system and GDAL say about an output into one sentence.</summary>
    /// <exception cref="ImageryException">OUTPUT_UNWRITABLE.</exception>
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
            throw new ImageryException("OUTPUT_UNWRITABLE",
                $"{path} cannot be written; check free disk space, the folder's permissions, and that no program holds the file open.", error);
        }
    }
}
