// SPDX-License-Identifier: MIT
using System.CommandLine;

namespace SolarGis.Server.Commands;

/// <summary><c>solargis serve</c>: the gRPC server.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Runs the server that QGIS and the other commands talk to.");
        command.SetAction((_, _) => Task.FromResult(ExitCode.Success));
        return command;
    }
}
