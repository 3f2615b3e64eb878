// SPDX-License-Identifier: MIT
using System.ComponentModel;
using System.Diagnostics;
using SolarGis.Server.Commands;

namespace SolarGis.Server.Client;

/// <summary>Starts <c>solargis</c> as another process.</summary>
internal static class ServerProcess
{
    /// <summary>This program's own file, also when its code runs inside another host.</summary>
    public static string Program { get; } =
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "solargis.exe" : "solargis");

    /// <summary>
    /// Starts a server that outlives this process and ends by itself when nobody has used it for a while. It takes any free port and
    /// tells it in its ready file: another user's server may hold the usual ones.
    /// </summary>
    public static Process Start(string dataFolder) => Start(detached: true, ["serve", "--data", dataFolder, "--on-demand", "--port", "0"]);

    /// <summary>Starts this program with other arguments, its output redirected.</summary>
    /// <param name="detached">Away from this terminal, so that Ctrl-C here does not reach it.</param>
    /// <param name="arguments">The command line.</param>
    public static Process Start(bool detached, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        if (detached && NewSession is string setsid)
        {
            start.FileName = setsid;
            start.ArgumentList.Add(Program);
        }
        else
        {
            start.FileName = Program;
        }
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException("no process");
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            throw new ClientException(ExitCode.Unreachable, "SERVER_START_FAILED", $"{Program} could not be started; install solargis again.", e);
        }
    }

    /// <summary>util-linux's <c>setsid</c>, which gives the child a session of its own and keeps its process id; null elsewhere.</summary>
    private static string? NewSession { get; } =
        OperatingSystem.IsLinux() ? Array.Find(["/usr/bin/setsid", "/bin/setsid"], File.Exists) : null;
}
