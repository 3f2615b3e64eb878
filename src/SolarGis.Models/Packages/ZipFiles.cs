// SPDX-License-Identifier: MIT
using System.IO.Compression;

namespace SolarGis.Models.Packages;

/// <summary>A package as a zip file: its files at the top, or all in one folder. Nothing is ever unpacked to disk.</summary>
internal sealed class ZipFiles : PackageFiles
{
    private const int MaximumEntries = 64;

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = [];

    public ZipFiles(string path)
    {
        try
        {
            _archive = ZipFile.OpenRead(path);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw Damaged("is neither a folder nor a readable zip file", error);
        }

        try
        {
            Index();
        }
        catch (InvalidDataException error)
        {
            _archive.Dispose();
            throw Damaged("is a damaged zip file", error);
        }
        catch
        {
            _archive.Dispose();
            throw;
        }
    }

    protected override Stream? OpenFile(string name) => _entries.TryGetValue(name, out var entry) ? entry.Open() : null;

    protected override void Dispose(bool disposing)
    {
        if (disposing) _archive.Dispose();
        base.Dispose(disposing);
    }

    private void Index()
    {
        if (_archive.Entries.Count > MaximumEntries) throw Damaged($"has over {MaximumEntries} files");
        string? folder = null;
        foreach (var entry in _archive.Entries)
        {
            string[] parts = entry.FullName.Split('/');
            if (parts.Any(part => part is "." or "..") || parts[0].Length == 0 || entry.FullName.AsSpan().IndexOfAny("\\:\0") >= 0)
                throw Damaged("has a file name that leads out of it");
            if (parts.Length > 2) throw Damaged("has folders inside");
            string top = parts.Length == 2 ? parts[0] : "";
            if ((folder ??= top) != top) throw Damaged("has files at the top and in folders, or several folders");
            if (parts[^1].Length > 0 && !_entries.TryAdd(parts[^1], entry)) throw Damaged("has two files of the same name");
        }
    }
}
