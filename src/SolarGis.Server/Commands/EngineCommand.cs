// SPDX-License-Identifier: MIT
using System.CommandLine;

namespace SolarGis.Server.Commands;

/// <summary><c>solargis engine</c>: one engine process, started and watched by the server.</summary>
internal static class EngineCommand
{
    public static Command Create()
    {
        var socket = new Option<string>("--socket") { Description = "The socket or pipe to serve on.", Required = true };
        var command = new Command("engine", "Runs the models for a server.") { Hidden = true };
        command.Options.Add(socket);
        command.SetAction((_, _) => Task.FromResult(ExitCode.Success));
        return command;
    }
}
