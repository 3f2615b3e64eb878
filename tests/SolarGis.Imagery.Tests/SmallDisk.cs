// SPDX-License-Identifier: MIT
using System.Diagnostics;

namespace SolarGis.Imagery.Tests;

/// <summary>A disk of a megabyte, mounted for one test.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("solargis-disk-").FullName;

    public SmallDisk()
    {
        if (!OperatingSystem.IsLinux() || Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", _folder) != 0)
        {
            Directory.Delete(_folder);
            Assert.Skip("A small disk can be mounted by root on Linux alone.");
        }
    }

    public string this[string name] => Path.Combine(_folder, name);

    public IEnumerable<string> Files => Directory.GetFiles(_folder).Select(file => Path.GetFileName(file)!);

    public void Dispose()
    {
        Run("umount", "--lazy", _folder);
        Directory.Delete(_folder);
    }

    private static int Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
