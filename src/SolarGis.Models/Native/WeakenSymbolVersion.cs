// SPDX-License-Identifier: MIT
// One file on purpose: MSBuild compiles it as an inline task (Libtorch.targets), the tests compile it with LIBRARY_ONLY.
#pragma warning disable IDE0005 // the inline task has no implicit usings
using System;
using System.IO;
using System.Text;
#pragma warning restore IDE0005

#if LIBRARY_ONLY
namespace SolarGis.Models.Native;
#endif

/// <summary>Edits the symbol-version needs (section .gnu.version_r) of a 64-bit little-endian ELF library.</summary>
public static class ElfVersionNeeds
{
    private const uint VersionNeedSection = 0x6ffffffe; // SHT_GNU_verneed
    private const ushort WeakFlag = 2; // VER_FLG_WEAK: a missing version is reported, not fatal

    /// <summary>
    /// Marks every need of <paramref name="version"/> as weak, so that the loader accepts a system library without it.
    /// Right only where no relocation uses a symbol of that version; a symbol that is used still fails when it is bound.
    /// </summary>
    /// <param name="image">The bytes of the ELF file, edited in place.</param>
    /// <param name="version">The version's name, such as GLIBCXX_3.4.32.</param>
    /// <returns>How many entries changed; 0 when there is none or all were weak already.</returns>
    /// <exception cref="InvalidDataException">The bytes are not a 64-bit little-endian ELF file.</exception>
    public static int Weaken(byte[] image, string version)
    {
        if (image.Length < 64 || image[0] != 0x7f || image[1] != 'E' || image[2] != 'L' || image[3] != 'F' || image[4] != 2 || image[5] != 1)
            throw new InvalidDataException("Not a 64-bit little-endian ELF file.");
        long sections = BitConverter.ToInt64(image, 0x28);
        int entrySize = BitConverter.ToUInt16(image, 0x3a), count = BitConverter.ToUInt16(image, 0x3c), changed = 0;
        for (int i = 0; i < count; i++)
        {
            int header = (int)sections + i * entrySize;
            if (BitConverter.ToUInt32(image, header + 4) != VersionNeedSection) continue;
            int names = (int)sections + (int)BitConverter.ToUInt32(image, header + 40) * entrySize;
            int strings = (int)BitConverter.ToInt64(image, names + 24);
            changed += WeakenSection(image, (int)BitConverter.ToInt64(image, header + 24), strings, version);
        }
        return changed;
    }

    private static int WeakenSection(byte[] image, int need, int strings, string version)
    {
        int changed = 0;
        while (true)
        {
            int entries = BitConverter.ToUInt16(image, need + 2), entry = need + (int)BitConverter.ToUInt32(image, need + 8);
            for (int i = 0; i < entries; i++)
            {
                ushort flags = BitConverter.ToUInt16(image, entry + 4);
                if (NameAt(image, strings + (int)BitConverter.ToUInt32(image, entry + 8)) == version && (flags & WeakFlag) == 0)
                {
                    BitConverter.GetBytes((ushort)(flags | WeakFlag)).CopyTo(image, entry + 4);
                    changed++;
                }
                entry += (int)BitConverter.ToUInt32(image, entry + 12);
            }
            int next = (int)BitConverter.ToUInt32(image, need + 12);
            if (next == 0) return changed;
            need += next;
        }
    }

    private static string NameAt(byte[] image, int offset) =>
        Encoding.ASCII.GetString(image, offset, Array.IndexOf(image, (byte)0, offset) - offset);
}

#if !LIBRARY_ONLY
/// <summary>
/// Weakens one version need of a library in the output folder, where this system's libstdc++ lacks that version.
/// The file is replaced, never edited in place: with hard links it may be the package cache's own.
/// </summary>
public class WeakenSymbolVersion : Microsoft.Build.Utilities.Task
{
    [Microsoft.Build.Framework.Required] public string Library { get; set; }
    [Microsoft.Build.Framework.Required] public string Version { get; set; }
    [Microsoft.Build.Framework.Required] public string[] Providers { get; set; }

    public override bool Execute()
    {
        foreach (string provider in Providers)
            if (File.Exists(provider) && Encoding.ASCII.GetString(File.ReadAllBytes(provider)).Contains(Version + "\0")) return true;
        byte[] image = File.ReadAllBytes(Library);
        int changed = ElfVersionNeeds.Weaken(image, Version);
        if (changed == 0) return true;
        string replacement = Library + ".weakened";
        File.WriteAllBytes(replacement, image);
        File.SetLastWriteTimeUtc(replacement, File.GetLastWriteTimeUtc(Library)); // so that the next build sees it as copied
        File.Delete(Library);
        File.Move(replacement, Library);
        Log.LogMessage(Microsoft.Build.Framework.MessageImportance.High, "{0}: need of {1} made weak (this system's libstdc++ is older)", Path.GetFileName(Library), Version);
        return true;
    }
}
#endif
