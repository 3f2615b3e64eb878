// SPDX-License-Identifier: MIT
using System.CommandLine;

namespace SolarGis.Server.Commands;

/// <summary>The root of the command line; every command is one class in this folder, added here.</summary>
internal static class SolarGisCommand
{
    public static RootCommand Create() => TeachingHelp.Install(new("Finds solar farms in Sentinel-2 imagery and explains why the model says so.")
    {
        new DemoCommand(),
        new ServeCommand(),
        EngineCommand.Create(),
        new SegmentCommand(),
        new ExplainCommand(),
        new PolygonizeCommand(),
        new InspectCommand(),
        new TrainCommand(),
        new ModelsCommand(),
        new MethodsCommand(),
        new JobsCommand(),
        BenchCommand.Create(),
        new StatusCommand(),
        new StopCommand(),
    });
}
