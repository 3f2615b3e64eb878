// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Globalization;
using SolarGis.Jobs;
using SolarGis.Server.Configuration;

namespace SolarGis.Server.Engine;

/// <summary>How an engine process is started: this program again, with the environment that tensor work needs from its first instruction on.</summary>
internal sealed class EngineLauncher(ServerOptions options, DataFolder data)
{
    /// <summary>The line that an engine prints once it can be called.</summary>
    public const string ReadyLine = "ready";

    // glibc hands big blocks back to the kernel after every use, which costs several times the arithmetic itself.
    private static readonly (string Name, string Value)[] Allocator =
    [
        ("MALLOC_ARENA_MAX", "1"),
        ("MALLOC_MMAP_THRESHOLD_", "1073741824"),
        ("MALLOC_TRIM_THRESHOLD_", "4294967296"),
        ("MALLOC_TOP_PAD_", "268435456"),
    ];

    /// <summary>What to start for an engine at an address.</summary>
    public ProcessStartInfo Describe(EngineAddress address)
    {
        (string program, string[] first) = Program(options.Engine.Command);
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            // The engine ends when its standard input does: with the server, however that ends.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = data.Root,
        };
        foreach (string argument in (string[])[.. first, "engine", "--socket", address.Name, "--models", data.Models, "--device", options.Engine.Device])
            start.ArgumentList.Add(argument);
        Prepare(start.Environment);
        return start;
    }

    private static (string Program, string[] First) Program(string? command)
    {
        if (command is not null)
            return (command, []);
        string self = Environment.ProcessPath ?? throw new InvalidOperationException("This process has no path.");
        // Under "dotnet solargis.dll" the program is dotnet.
        bool isHost = Path.GetFileNameWithoutExtension(self).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return (self, isHost ? [typeof(EngineLauncher).Assembly.Location] : []);
    }

    private void Prepare(IDictionary<string, string?> environment)
    {
        // Whatever a shell says to GDAL must not open a door; the data of GDAL and PROJ stay where they are.
        foreach (string name in environment.Keys.Where(IsForGdal).ToArray())
            environment.Remove(name);
        if (OperatingSystem.IsLinux())
        {
            foreach ((string name, string value) in Allocator)
                environment[name] = value;
        }
        if (options.Engine.Threads > 0)
            environment["OMP_NUM_THREADS"] = options.Engine.Threads.ToString(CultureInfo.InvariantCulture);
    }

    private static bool IsForGdal(string name) =>
        name is not ("GDAL_DATA" or "GDAL_DRIVER_PATH")
        && ((string[])["GDAL_", "CPL_", "OGR_", "VSI", "AWS_", "GS_", "AZURE_"]).Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
