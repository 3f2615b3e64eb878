// SPDX-License-Identifier: MIT
using System.CommandLine;
using SolarGis.Analysis;
using SolarGis.Models.Packages;
using SolarGis.Server.Engine;

namespace SolarGis.Server.Commands;

/// <summary><c>solargis engine</c>: one engine process, started and watched by the server.</summary>
internal static class EngineCommand
{
    public static Command Create()
    {
        var socket = new Option<string>("--socket") { Description = "The socket or pipe to serve on.", Required = true };
        var models = new Option<string>("--models") { Description = "The user's model packages.", Required = true };
        var device = new Option<string>("--device") { Description = "auto, cpu or cuda:N.", DefaultValueFactory = _ => "auto" };
        var command = new Command("engine", "Runs the models for a server.") { Hidden = true };
        command.Options.Add(socket);
        command.Options.Add(models);
        command.Options.Add(device);
        command.SetAction(async (arguments, _) =>
        {
            // A user's package hides a bundled one of the same name and version.
            using var library = new ModelLibrary([arguments.GetRequiredValue(models), ModelRegistry.BundledFolder], arguments.GetRequiredValue(device));
            await EngineHost.RunAsync(arguments.GetRequiredValue(socket), new AnalysisWork(library));
            return ExitCode.Success;
        });
        return command;
    }
}
