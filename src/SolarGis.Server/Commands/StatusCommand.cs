// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Text.Json.Nodes;
using SolarGis.Server.Client;
using SolarGis.Server.Commands.Output;
using SolarGis.V1;

namespace SolarGis.Server.Commands;

/// <summary><c>solargis status</c>: is a server running, and what may it do.</summary>
internal sealed class StatusCommand : ClientCommand
{
    public StatusCommand() : base("status", "Shows whether this computer's server runs (exit code 4 when it does not), its version, device, folders and limits. Starts nothing.")
    {
        AddCommonOptions();
        Examples = [("solargis status", "This computer's server"), ("solargis status --server https://gis.example.org:50071 --token-file token", "Another one")];
    }

    protected override bool StartsServer => false;

    protected override async Task<int> RunAsync(ParseResult arguments, Reporter reporter, CancellationToken cancel)
    {
        using ServerConnection connection = await ConnectAsync(arguments, reporter, cancel);
        ServerInfo info = await connection.System.GetInfoAsync(new GetInfoRequest(), deadline: DateTime.UtcNow + ServerConnection.CallTimeout, cancellationToken: cancel);
        reporter.Line($"solargis {info.Version} at {connection.Address}, models on {info.Device}, {info.OperatingSystem}");
        reporter.Line($"  work: {string.Join(", ", info.Capabilities)}");
        reporter.Line($"  folders: {(info.AllowedFolders.Count == 0 ? "none yet" : string.Join(", ", info.AllowedFolders))}");
        if (info.Limits is Limits limits)
            reporter.Line($"  limits: {limits.MaxPixelsPerJob / 1e6:0} million pixels a job, {limits.MaxUploadBytes / 1e6:0} MB an upload, {limits.MaxQueuedJobs} queued jobs");
        reporter.Document(new JsonObject { ["address"] = connection.Address.ToString(), ["server"] = info.ToJson() });
        return ExitCode.Success;
    }
}
