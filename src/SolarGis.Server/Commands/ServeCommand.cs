// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Globalization;
using SolarGis.Server.Configuration;
using SolarGis.Server.Hosting;

namespace SolarGis.Server.Commands;

/// <summary><c>solargis serve</c>: the gRPC server.</summary>
internal sealed class ServeCommand : TeachingCommand
{
    private readonly Option<string?> data = new("--data") { Description = "Data folder: jobs, results, uploads, logs, own models.", HelpName = "FOLDER" };
    private readonly Option<string?> address = new("--address") { Description = "IP address to listen on. Any but loopback needs TLS and a token.", HelpName = "IP" };
    private readonly Option<int?> port = new("--port") { Description = "Port of gRPC; 0 for any free one. Default: 50071." };
    private readonly Option<int?> webPort = new("--web-port") { Description = "Port of gRPC-Web; 0 for any free one. Default: 50072, or any free one with --port 0." };
    private readonly Option<string[]> allow = new("--allow") { Description = "Folder that images may be read from; may be repeated.", HelpName = "FOLDER" };
    private readonly Option<string?> device = new("--device") { Description = "Where models run: auto, cpu or cuda:N." };
    private readonly Option<string?> logLevel = new("--log-level") { Description = "Trace, Debug, Information, Warning or Error." };
    private readonly Option<bool> onDemand = new("--on-demand", "--started-by-plugin") { Description = "End after 15 minutes without jobs and clients." };

    public ServeCommand() : base("serve", "Runs the server that QGIS and the other commands talk to.")
    {
        foreach (Option option in (Option[])[data, address, port, webPort, allow, device, logLevel, onDemand])
            Options.Add(option);
        Examples =
        [
            ("solargis serve", "Serve the clients of this computer"),
            ("solargis serve --port 0 --data run1", "A second server, on free ports, with data of its own"),
        ];
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancel)
    {
        InvocationConfiguration console = arguments.InvocationConfiguration;
        try
        {
            return await ServerHost.RunAsync(ServerConfiguration.Read(Settings(arguments)), console.Output, console.Error, cancel);
        }
        catch (ConfigurationException e)
        {
            await console.Error.WriteLineAsync(e.Message);
            return ExitCode.Usage;
        }
    }

    private IEnumerable<KeyValuePair<string, string?>> Settings(ParseResult arguments)
    {
        foreach ((string name, string? value) in ((string, string?)[])
        [
            ("Data", arguments.GetValue(data)),
            ("Address", arguments.GetValue(address)),
            ("Port", Text(arguments.GetValue(port))),
            ("WebPort", Text(arguments.GetValue(webPort) ?? (arguments.GetValue(port) == 0 ? 0 : null))),
            ("Engine:Device", arguments.GetValue(device)),
            ("LogLevel", arguments.GetValue(logLevel)),
            ("OnDemand", arguments.GetValue(onDemand) ? "true" : null),
        ])
        {
            if (value is not null)
                yield return new(name, value);
        }
        string[] folders = arguments.GetValue(allow) ?? [];
        for (int i = 0; i < folders.Length; i++)
            yield return new($"AllowedFolders:{i}", Path.GetFullPath(folders[i]));
    }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
