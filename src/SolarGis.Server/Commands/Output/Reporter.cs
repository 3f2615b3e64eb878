// SPDX-License-Identifier: MIT
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SolarGis.Server.Commands.Output;

/// <summary>
/// Where a command's words go: results on stdout, as tables for people or as one JSON document; progress and messages on stderr.
/// </summary>
/// <param name="output">Stdout.</param>
/// <param name="error">Stderr.</param>
/// <param name="json">Whether results are JSON.</param>
internal sealed class Reporter(TextWriter output, TextWriter error, bool json)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly IAnsiConsole results = ConsoleOn(output);
    private readonly IAnsiConsole messages = ConsoleOn(error);

    /// <summary>Whether results are one JSON document.</summary>
    public bool IsJson => json;

    /// <summary>A sentence for the person, on stderr.</summary>
    public void Note(string sentence) => messages.WriteLine(sentence);

    /// <summary>A line of the result; nothing with --json.</summary>
    public void Line(string text = "")
    {
        if (!json) results.WriteLine(text);
    }

    /// <summary>A table or another picture of the result; nothing with --json.</summary>
    public void Show(IRenderable renderable)
    {
        if (!json) results.Write(renderable);
    }

    /// <summary>The result as a document; nothing without --json.</summary>
    public void Document(JsonNode document)
    {
        if (json) output.WriteLine(document.ToJsonString(Indented));
    }

    /// <summary>Tells an error: the sentence on stderr, with --json also the document that says so.</summary>
    public int Fail(int exitCode, string reason, string sentence)
    {
        Document(new JsonObject
        {
            ["error"] = new JsonObject { ["reason"] = reason, ["message"] = sentence, ["exit_code"] = exitCode },
        });
        error.WriteLine(sentence);
        return exitCode;
    }

    /// <summary>Runs work under a progress bar, or under a line per stage where stderr is no terminal.</summary>
    public async Task<T> WithProgressAsync<T>(Func<IProgress<ProgressStep>, Task<T>> work)
    {
        if (!messages.Profile.Capabilities.Interactive || !messages.Profile.Out.IsTerminal)
            return await work(new StageLines(error));
        return await messages.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new ProgressBar(context)));
    }

    private static IAnsiConsole ConsoleOn(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        // Redirected output is read by programs and test logs: never wrapped at the terminal's width.
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = 160;
        return console;
    }
}
