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

    /// <summary>What to start for an engine at an address.</summary>
    public ProcessStartInfo Describe(EngineAddress address)
    {
        (string program, string[] first) = options.Engine.Command is { } command ? (command, []) : TensorEnvironment.Self();
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

    private void Prepare(IDictionary<string, string?> environment)
    {
        // Whatever a shell says to GDAL must not open a door; the data of GDAL and PROJ stay where they are.
        foreach (string name in environment.Keys.Where(IsForGdal).ToArray())
            environment.Remove(name);
        TensorEnvironment.AddTo(environment);
        if (options.Engine.Threads > 0)
            environment["OMP_NUM_THREADS"] = options.Engine.Threads.ToString(CultureInfo.InvariantCulture);
    }

    private static bool IsForGdal(string name) =>
        name is not ("GDAL_DATA" or "GDAL_DRIVER_PATH")
        && ((string[])["GDAL_", "CPL_", "OGR_", "VSI", "AWS_", "GS_", "AZURE_"]).Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
