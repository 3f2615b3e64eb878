// SPDX-License-Identifier: MIT
namespace SolarGis.Jobs;

/// <summary>Small files that only their owner may read: written under a temporary name, flushed to disk, renamed.</summary>
public static class PrivateFile
{
    /// <summary>Replaces or creates the file; readers see the old or the new content, never a part.</summary>
    /// <exception cref="JobException">DISK_FULL.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var stream = new FileStream(temporary, options))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch (IOException e) when (DiskFull.Is(e))
        {
            File.Delete(temporary);
            throw DiskFull.Error(Path.GetFileName(path), e);
        }
    }
}
