// SPDX-License-Identifier: MIT
namespace SolarGis.Models.Packages;

/// <summary>A package as a folder.</summary>
internal sealed class FolderFiles(string folder) : PackageFiles
{
    protected override Stream? OpenFile(string name)
    {
        string path = Path.Combine(folder, name);
        return File.Exists(path) ? File.OpenRead(path) : null;
    }
}
