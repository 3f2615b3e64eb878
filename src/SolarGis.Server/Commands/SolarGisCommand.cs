// SPDX-License-Identifier: MIT
using System.CommandLine;

namespace SolarGis.Server.Commands;

/// <summary>The root of the command line; every command is one class in this folder, added here.</summary>
internal static class SolarGisCommand
{
    public static RootCommand Create() => new("Finds solar farms in Sentinel-2 imagery and explains why the model says so.")
    {
        ServeCommand.Create(),
        EngineCommand.Create(),
    };
}
