// SPDX-License-Identifier: MIT
using Grpc.Core;
using SolarGis.Jobs;
using SolarGis.Server.Client;
using SolarGis.V1;

namespace SolarGis.Server.Tests.Serving.Support;

/// <summary>A real <c>solargis serve</c> in a process of its own, on free ports.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    /// <summary>Settings that replace the engine by one that does what a test says.</summary>
    public static readonly IReadOnlyDictionary<string, string> Scripted = new Dictionary<string, string>
    {
        ["Engine:Command"] = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "SolarGis.ScriptedEngine.exe" : "SolarGis.ScriptedEngine"),
    };

    private readonly Child _child;

    private RunningServer(Child child, DataFolder data, ReadyFile ready)
    {
        _child = child;
        Data = data;
        Ready = ready;
        Client = ServerConnection.Local(ready.Grpc, ready.Token);
    }

    public DataFolder Data { get; }

    public ReadyFile Ready { get; }

    /// <summary>The command line's own client.</summary>
    public ServerConnection Client { get; }

    public AnalysisService.AnalysisServiceClient Jobs => Client.Analysis;

    /// <summary>Starts a server and waits until it says that it serves.</summary>
    /// <param name="data">Its data folder.</param>
    /// <param name="settings">Settings by name.</param>
    /// <param name="arguments">More of the command line.</param>
    /// <param name="wrapper">A program, with its arguments, that starts the server.</param>
    /// <param name="mount">Where the wrapper shows the data folder to this process; unset where it is the same.</param>
    public static async Task<RunningServer> StartAsync(
        string data, IReadOnlyDictionary<string, string>? settings = null, string[]? arguments = null, string[]? wrapper = null,
        Func<int, string>? mount = null)
    {
        Child child = Child.Start(["serve", "--data", data, "--port", "0", .. arguments ?? []], settings, wrapper);
        string line = await child.FirstLineAsync();
        var folder = new DataFolder(mount is null ? data : mount(child.Process.Id));
        if (!line.Contains("serves gRPC", StringComparison.Ordinal) || ReadyFile.TryRead(folder.ReadyFile) is not { } ready)
        {
            await child.EndAsync();
            Assert.Fail($"The server did not start: {child.Errors}");
            throw new InvalidOperationException();
        }
        return new RunningServer(child, folder, ready);
    }

    /// <summary>Submits a job of the scripted engine.</summary>
    public async Task<Job> SubmitAsync(string id, string script) => await Jobs.SubmitAsync(Requests.Scripted(id, script));

    /// <summary>The job as soon as it is as expected, or has ended.</summary>
    public async Task<Job> WhenAsync(string id, Func<Job, bool> expected)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Child.Patience);
        using AsyncServerStreamingCall<JobEvent> watch = Jobs.WatchJob(new WatchJobRequest { JobId = id }, cancellationToken: patience.Token);
        Job? last = null;
        await foreach (JobEvent told in watch.ResponseStream.ReadAllAsync(patience.Token))
        {
            last = told.Job;
            if (expected(last))
                break;
        }
        return last!;
    }

    public Task<Job> EndOfAsync(string id) => WhenAsync(id, _ => false);

    /// <summary>Waits until a scripted job runs, and tells the process that runs it.</summary>
    /// <param name="id">The job.</param>
    /// <param name="attempt">Which of its starts.</param>
    public async Task<System.Diagnostics.Process> EngineOfAsync(string id, int attempt = 1)
    {
        Job job = await WhenAsync(id, job => job.Attempts == attempt && int.TryParse(job.Message, out _));
        return System.Diagnostics.Process.GetProcessById(int.Parse(job.Message, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Lets scripted jobs that wait go on.</summary>
    public async Task ReleaseAsync() => await Client.Imagery.InspectAsync(new InspectRequest { Image = Requests.Image("release") });

    /// <summary>Fails unless the server answers.</summary>
    public async Task AssertAliveAsync() =>
        Assert.True(await Client.IsServingAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), "The server does not answer any more.");

    /// <summary>What the server logged.</summary>
    public string Log()
    {
        var text = new System.Text.StringBuilder();
        foreach (string path in Directory.EnumerateFiles(Data.Logs).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            text.Append(reader.ReadToEnd());
        }
        return text.ToString();
    }

    /// <summary>Ends the server alone, at once: SIGKILL.</summary>
    public async Task KillAsync()
    {
        _child.Process.Kill();
        await _child.EndAsync();
    }

    /// <summary>Waits for its own end.</summary>
    public Task<int> EndAsync() => _child.EndAsync();

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        _child.Dispose();
        return ValueTask.CompletedTask;
    }
}
