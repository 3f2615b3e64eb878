// SPDX-License-Identifier: MIT
using System.Text.Json.Nodes;
using SolarGis.Analysis.Tests.Support;
using SolarGis.Jobs;
using SolarGis.Server.Commands;
using SolarGis.Server.Tests.Serving.Support;
using SolarGis.V1;

namespace SolarGis.Server.Tests.Serving;

/// <summary>The command line as a person uses it: no server runs, and one is started.</summary>
public sealed class CommandLineTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder["data"];

    private string Image => _folder["image.tif"];

    public ValueTask InitializeAsync()
    {
        RealServer.SaveModels(_folder.Sub("data/models"));
        TestImage.Write(Image);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        // It was started away from this process, so nothing else ends it.
        if (ReadyFile.TryRead(new DataFolder(Data).ReadyFile) is { } ready
            && Array.Find(System.Diagnostics.Process.GetProcesses(), process => process.Id == ready.ProcessId) is { } server)
        {
            await Child.RunAsync(["stop", "--data", Data]);
            await server.WaitForExitAsync();
        }
        _folder.Dispose();
    }

    [Fact]
    public async Task One_command_starts_the_server_runs_the_job_and_brings_the_files_and_the_next_uses_the_same_server()
    {
        (int code, JsonNode document, string error) = await JsonAsync("segment", Image, "--model", TestModels.Spectral, "--out", _folder["first"]);
        Assert.True(code == 0, error);
        Assert.Equal("succeeded", (string?)document["job"]!["state"]);
        foreach (string name in (string[])["probability.tif", "candidates.gpkg", "summary.json"])
            Assert.True(new FileInfo(Path.Combine(_folder["first"], name)).Length > 0, name);
        ReadyFile ready = ReadyFile.TryRead(new DataFolder(Data).ReadyFile)!;

        (code, document, error) = await JsonAsync("polygonize", Path.Combine(_folder["first"], "probability.tif"), "--threshold", "0.2", "--out", _folder["second"]);
        Assert.True(code == 0, error);
        Assert.True(File.Exists(Path.Combine(_folder["second"], "candidates.gpkg")));
        (code, document, _) = await JsonAsync("jobs", "list");
        Assert.Equal((0, 2), (code, document.AsArray().Count));
        Assert.Equal(ready, ReadyFile.TryRead(new DataFolder(Data).ReadyFile));

        Assert.Equal(ExitCode.Refused, (await JsonAsync("segment", Image, "--model", "nobody", "--out", _folder["third"])).Code);
        Assert.Equal(ExitCode.Refused, (await JsonAsync("segment", Image, "--model", TestModels.Spectral, "--extent", "1,2,3,4", "--out", _folder["third"])).Code);
        Assert.Equal(ExitCode.Failed, (await JsonAsync("segment", Image, "--model", "damaged", "--out", _folder["third"])).Code);
        (code, document, error) = await JsonAsync("segment", Image, "--out", Path.Combine(Image, "out"));
        Assert.Equal((ExitCode.Failed, "OUTPUT_UNWRITABLE"), (code, (string?)document["error"]!["reason"]));
        Refusal.AssertIsSentence(error);
    }

    [Fact]
    public async Task Ctrl_C_cancels_the_job_on_the_server()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that stands for Ctrl-C from another process.");
        RealServer.SaveVast(_folder["vast.tif"]);
        await using RunningServer server = await RunningServer.StartAsync(Data);
        using Child command = Child.Start(["segment", _folder["vast.tif"], "--model", TestModels.Spectral, "--out", _folder["out"], "--data", Data]);
        string id = "";
        while (id.Length == 0)
        {
            ListJobsResponse jobs = await server.Jobs.ListJobsAsync(new ListJobsRequest());
            id = jobs.Jobs.FirstOrDefault()?.JobId ?? "";
            Assert.False(command.Process.HasExited, command.Errors);
        }
        await server.WhenAsync(id, job => job.Stage == "segmenting");

        using (var interrupt = System.Diagnostics.Process.Start("kill", ["-INT", $"{command.Process.Id}"]))
            await interrupt.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Cancelled, await command.EndAsync());
        Job ended = await server.EndOfAsync(id);
        Assert.Equal(Job.Types.State.Cancelled, ended.State);
    }

    private async Task<(int Code, JsonNode Document, string Error)> JsonAsync(params string[] arguments)
    {
        using Child child = Child.Start([.. arguments, "--json", "--data", Data]);
        int code = await child.EndAsync();
        return (code, JsonNode.Parse(child.Output)!, child.Errors.Trim());
    }
}
