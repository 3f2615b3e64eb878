// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Text.Json.Nodes;
using SolarGis.Server.Client;
using SolarGis.Server.Commands.Output;
using SolarGis.V1;

namespace SolarGis.Server.Commands;

/// <summary><c>solargis stop</c>: ends this computer's server.</summary>
internal sealed class StopCommand : ClientCommand
{
    public StopCommand() : base("stop", "Ends this computer's server; a job that runs is marked as interrupted, finished results stay. Does nothing when no server runs.")
    {
        AddCommonOptions();
        Examples = [("solargis stop", "End the server of this user")];
    }

    protected override bool StartsServer => false;

    protected override async Task<int> RunAsync(ParseResult arguments, Reporter reporter, CancellationToken cancel)
    {
        bool stopped = true;
        try
        {
            using ServerConnection connection = await ConnectAsync(arguments, reporter, cancel);
            await connection.System.ShutdownAsync(new ShutdownRequest(), deadline: DateTime.UtcNow + ServerConnection.CallTimeout, cancellationToken: cancel);
        }
        catch (ClientException e) when (e.Reason == NotRunning)
        {
            stopped = false;
        }
        reporter.Line(stopped ? "The server ends." : "No server runs.");
        reporter.Document(new JsonObject { ["stopped"] = stopped });
        return ExitCode.Success;
    }
}
