// SPDX-License-Identifier: MIT
using System.Diagnostics;

namespace SolarGis.Server.Engine;

/// <summary>What tensor work needs from the first instruction of its process on.</summary>
internal static class TensorEnvironment
{
    // glibc hands big blocks back to the kernel after every use, which costs several times the arithmetic itself.
    private static readonly (string Name, string Value)[] Allocator =
    [
        ("MALLOC_ARENA_MAX", "1"),
        ("MALLOC_MMAP_THRESHOLD_", "1073741824"),
        ("MALLOC_TRIM_THRESHOLD_", "4294967296"),
        ("MALLOC_TOP_PAD_", "268435456"),
    ];

    /// <summary>Whether this process was started with it.</summary>
    public static bool IsSet => !OperatingSystem.IsLinux() || Allocator.All(setting => Environment.GetEnvironmentVariable(setting.Name) == setting.Value);

    /// <summary>Adds it to a process that is to be started.</summary>
    public static void AddTo(IDictionary<string, string?> environment)
    {
        if (!OperatingSystem.IsLinux()) return;
        foreach ((string name, string value) in Allocator) environment[name] = value;
    }

    /// <summary>Runs this program's command line once more with it, on the same terminal.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAgainAsync()
    {
        string[] line = Environment.GetCommandLineArgs();
        (string program, string[] first) = Self();
        var start = new ProcessStartInfo(program) { UseShellExecute = false };
        foreach (string argument in (string[])[.. first, .. line[1..]]) start.ArgumentList.Add(argument);
        AddTo(start.Environment);
        using Process process = Process.Start(start)!;
        // Ctrl-C reaches both; the other one decides what it means.
        using var ignored = System.Runtime.InteropServices.PosixSignalRegistration.Create(
            System.Runtime.InteropServices.PosixSignal.SIGINT, signal => signal.Cancel = true);
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    /// <summary>How to start this program: under "dotnet solargis.dll" the process is dotnet.</summary>
    public static (string Program, string[] First) Self()
    {
        string self = Environment.ProcessPath ?? throw new InvalidOperationException("This process has no path.");
        bool isHost = Path.GetFileNameWithoutExtension(self).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return (self, isHost ? [typeof(TensorEnvironment).Assembly.Location] : []);
    }
}
