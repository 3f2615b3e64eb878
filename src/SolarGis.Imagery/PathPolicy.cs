// SPDX-License-Identifier: MIT
using System.Text.RegularExpressions;

namespace SolarGis.Imagery;

/// <summary>Turns a path that a client gave into the real file behind it, or refuses it.</summary>
internal static partial class PathPolicy
{
    /// <summary>The file's full path with every link followed.</summary>
    /// <exception cref="ImageryException">PATH_NOT_ALLOWED or RASTER_NOT_FOUND.</exception>
    public static string Resolve(string path, ReadPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0 || path.Contains('\0') || IsNotAFile(path))
            throw NotAllowed("Only files are opened: no addresses, no connection strings, no sub-datasets.");
        string real;
        try
        {
            real = RealPath(Path.GetFullPath(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw NotFound(path, error);
        }
        // The check comes before the file is looked for: outside the folders nobody learns which files exist.
        if (policy.AllowedFolders is { } folders && !folders.Any(folder => IsBelow(real, folder)))
            throw NotAllowed($"{Path.GetFileName(path)} lies outside the folders that this server may read; move it there or have its folder allowed.");
        if (IsNotAFile(real) || (OperatingSystem.IsWindows() && IsDevice(real))) throw NotAllowed("Only files on a disk are opened.");
        return File.Exists(real) ? real : throw NotFound(path, null);
    }

    private static ImageryException NotAllowed(string message) => new("PATH_NOT_ALLOWED", message);

    private static ImageryException NotFound(string path, Exception? error) =>
        new("RASTER_NOT_FOUND", $"There is no file {Path.GetFileName(path)} that can be read at the place that was given.", error);

    /// <summary>GDAL's virtual file systems, addresses, and "DRIVER:..." connection strings.</summary>
    private static bool IsNotAFile(string path) =>
        path.Replace('\\', '/').StartsWith("/vsi", StringComparison.OrdinalIgnoreCase) || path.TrimStart().StartsWith('<') || ConnectionString().IsMatch(path);

    private static bool IsDevice(string path) => path.StartsWith(@"\\.\", StringComparison.Ordinal) || path.StartsWith(@"\\?\GLOBALROOT", StringComparison.OrdinalIgnoreCase);

    /// <summary>Follows links in every part of the path; parts that do not exist stay as they are.</summary>
    private static string RealPath(string full)
    {
        for (int hops = 0; hops < 40; hops++)
        {
            if (FollowFirstLink(full) is not string next) return full;
            full = next;
        }
        throw new IOException("Too many links.");
    }

    private static string? FollowFirstLink(string full)
    {
        string root = Path.GetPathRoot(full)!;
        string[] parts = full[root.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        string current = root;
        for (int i = 0; i < parts.Length; i++)
        {
            current = Path.Combine(current, parts[i]);
            FileSystemInfo info = Directory.Exists(current) ? new DirectoryInfo(current) : new FileInfo(current);
            if (info.LinkTarget is null) continue;
            string target = Path.GetFullPath(info.LinkTarget, Path.GetDirectoryName(current)!);
            return Path.GetFullPath(Path.Combine([target, .. parts[(i + 1)..]]));
        }
        return null;
    }

    private static bool IsBelow(string real, string folder)
    {
        string top = Path.TrimEndingDirectorySeparator(RealPath(Path.GetFullPath(folder))) + Path.DirectorySeparatorChar;
        return real.StartsWith(top, OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    }

    // Two letters and more before a colon: "http://", "MEM:::", "GTIFF_DIR:1:", "JP2KAK:"; a drive letter is one.
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_+.\-]+:")]
    private static partial Regex ConnectionString();
}
