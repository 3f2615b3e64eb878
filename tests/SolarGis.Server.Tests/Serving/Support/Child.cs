// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Text;
using SolarGis.Server.Client;

namespace SolarGis.Server.Tests.Serving.Support;

/// <summary>A <c>solargis</c> process and what it says.</summary>
internal sealed class Child : IDisposable
{
    /// <summary>What a test waits for at most; only a fault needs it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly StringBuilder _output = new(), _errors = new();
    private readonly TaskCompletionSource<string> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Child(Process process) => Process = process;

    public Process Process { get; }

    /// <summary>What stdout said.</summary>
    public string Output
    {
        get { lock (_output) return _output.ToString(); }
    }

    /// <summary>What stderr said.</summary>
    public string Errors
    {
        get { lock (_errors) return _errors.ToString(); }
    }

    /// <summary>Starts the program.</summary>
    /// <param name="arguments">Its command line.</param>
    /// <param name="settings">Settings by name, given by the environment.</param>
    /// <param name="wrapper">A program, with its arguments, that starts it.</param>
    public static Child Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? settings = null, string[]? wrapper = null)
    {
        string[] command = [.. wrapper ?? [], ServerProcess.Program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in settings ?? new Dictionary<string, string>())
            start.Environment["SOLARGIS__" + name.Replace(":", "__", StringComparison.Ordinal)] = value;
        var child = new Child(new Process { StartInfo = start });
        child.Process.OutputDataReceived += (_, line) =>
        {
            lock (child._output)
                child._output.AppendLine(line.Data);
            child._firstLine.TrySetResult(line.Data ?? "");
        };
        child.Process.ErrorDataReceived += (_, line) =>
        {
            lock (child._errors)
                child._errors.AppendLine(line.Data);
        };
        child.Process.Start();
        child.Process.BeginOutputReadLine();
        child.Process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Runs to the end.</summary>
    /// <returns>The exit code and what stderr said.</returns>
    public static async Task<(int Code, string Error)> RunAsync(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? settings = null, string[]? wrapper = null)
    {
        using Child child = Start(arguments, settings, wrapper);
        return (await child.EndAsync(), child.Errors.Trim());
    }

    /// <summary>The first line on stdout; empty when the process ended without one.</summary>
    public Task<string> FirstLineAsync() => _firstLine.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    /// <summary>Waits for the end.</summary>
    public async Task<int> EndAsync()
    {
        await Process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return Process.ExitCode;
    }

    public void Dispose()
    {
        if (!Process.HasExited)
        {
            // Its engine ends by itself.
            Process.Kill();
            Process.WaitForExit();
        }
        Process.Dispose();
    }
}
