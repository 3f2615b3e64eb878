// SPDX-License-Identifier: MIT
using System.CommandLine;
using Grpc.Core;
using SolarGis.Analysis;
using SolarGis.Imagery;
using SolarGis.Jobs;
using SolarGis.Models;
using SolarGis.Server.Client;
using SolarGis.Server.Commands.Output;

namespace SolarGis.Server.Commands;

/// <summary>A command that talks to a server: the options that name it, --json, and one way for every error to end.</summary>
internal abstract class ClientCommand : TeachingCommand
{
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON document on stdout; progress and messages go to stderr." };
    private readonly Option<string?> server = new("--server")
    {
        Description = "Address of a server on another computer, such as https://gis.example.org:50071. Default: this computer's own, started when it does not run.",
        HelpName = "URL",
    };
    private readonly Option<string?> tokenFile = new("--token-file") { Description = "File that holds the access token of --server.", HelpName = "FILE" };
    private readonly Option<string> data = new("--data")
    {
        Description = "Data folder of this computer's server.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SOLARGIS__DATA") is { Length: > 0 } folder ? folder : DataFolder.DefaultRoot,
    };

    protected ClientCommand(string name, string description) : base(name, description) => SetAction(InvokeAsync);

    /// <summary>The reason when this computer's server is needed, does not run and is not to be started.</summary>
    protected const string NotRunning = "SERVER_NOT_RUNNING";

    /// <summary>Whether this computer's server is started where it does not run.</summary>
    protected virtual bool StartsServer => true;

    /// <summary>How long this computer's server may take to start.</summary>
    protected virtual TimeSpan StartTimeout => TimeSpan.FromSeconds(90);

    /// <summary>Adds the common options; called last, so that they end the help.</summary>
    protected void AddCommonOptions()
    {
        foreach (Option option in (Option[])[server, tokenFile, data, json])
            Options.Add(option);
    }

    /// <summary>Does the work; whatever it throws is told in one sentence.</summary>
    protected abstract Task<int> RunAsync(ParseResult arguments, Reporter reporter, CancellationToken cancel);

    /// <summary>The data folder of this computer's server.</summary>
    protected DataFolder DataFolderOf(ParseResult arguments) => new(arguments.GetRequiredValue(data));

    /// <summary>The server that the options name, or this computer's.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="reporter">Told when a server is started.</param>
    /// <param name="cancel">Ctrl-C.</param>
    protected async Task<ServerConnection> ConnectAsync(ParseResult arguments, Reporter reporter, CancellationToken cancel)
    {
        if (arguments.GetValue(server) is string address)
            return ServerConnection.Remote(address, arguments.GetValue(tokenFile));
        if (arguments.GetValue(tokenFile) is not null)
            throw new ClientException(ExitCode.Usage, "SERVER_MISSING", "--token-file belongs to --server; this computer's own server needs none.");
        var local = new LocalServer(DataFolderOf(arguments), StartTimeout);
        if (!StartsServer)
            return await local.FindAsync(cancel)
                ?? throw new ClientException(ExitCode.Unreachable, NotRunning, "No server runs; start one with \"solargis serve\", or use a command that needs one.");
        return await local.FindOrStartAsync(() => reporter.Note("Starting the server ..."), cancel);
    }

    private async Task<int> InvokeAsync(ParseResult arguments, CancellationToken cancel)
    {
        InvocationConfiguration configuration = arguments.InvocationConfiguration;
        var reporter = new Reporter(configuration.Output, configuration.Error, arguments.GetValue(json));
        try
        {
            return await RunAsync(arguments, reporter, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return reporter.Fail(ExitCode.Cancelled, "CANCELLED", "Cancelled.");
        }
        catch (RpcException) when (cancel.IsCancellationRequested)
        {
            return reporter.Fail(ExitCode.Cancelled, "CANCELLED", "Cancelled.");
        }
        catch (RpcException e)
        {
            ClientException translated = RpcErrors.Translate(e);
            return reporter.Fail(translated.ExitCode, translated.Reason, translated.Message);
        }
        catch (ClientException e)
        {
            return reporter.Fail(e.ExitCode, e.Reason, e.Message);
        }
        catch (ImageryException e)
        {
            return reporter.Fail(ExitCode.Refused, e.Reason, e.Message);
        }
        catch (ModelException e)
        {
            return reporter.Fail(ExitCode.Refused, e.Reason, e.Message);
        }
        catch (AnalysisException e)
        {
            return reporter.Fail(ExitCode.Refused, e.Reason, e.Message);
        }
        catch (JobException e)
        {
            return reporter.Fail(ExitCode.Failed, e.Reason, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return reporter.Fail(ExitCode.Failed, "FILE_ERROR", e.Message);
        }
    }
}
