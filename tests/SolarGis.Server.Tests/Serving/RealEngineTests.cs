// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Grpc.Core;
using SolarGis.Analysis.Tests.Support;
using SolarGis.Server.Client;
using SolarGis.Server.Tests.Serving.Support;
using SolarGis.V1;
using static SolarGis.V1.Job.Types;

namespace SolarGis.Server.Tests.Serving;

/// <summary>Kills, cancels and full disks while a real model works on an image that takes it minutes.</summary>
public sealed partial class RealEngineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _vast, _small;

    public RealEngineTests()
    {
        string images = _folder.Sub("images");
        _vast = RealServer.SaveVast(Path.Combine(images, "vast.tif"));
        TestImage.Write(_small = Path.Combine(images, "small.tif"));
        RealServer.SaveModels(_folder.Sub("data/models"));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_engine_killed_in_mid_job_is_replaced_once_then_the_job_fails_and_the_next_one_runs()
    {
        await using RunningServer server = await StartAsync();
        await SubmitVastAsync(server, "vast");
        for (uint attempt = 1; attempt <= 2; attempt++)
        {
            await SegmentingAsync(server, "vast", attempt);
            using System.Diagnostics.Process engine = Engine(server);
            engine.Kill();
            await engine.WaitForExitAsync(Cancel);
        }

        Job job = await server.EndOfAsync("vast");

        Assert.Equal((State.Failed, "ENGINE_DIED", 2u), (job.State, job.Reason, job.Attempts));
        await AssertRunsAsync(server);
    }

    [Fact]
    public async Task A_cancelled_job_frees_its_engine_without_killing_it()
    {
        await using RunningServer server = await StartAsync();
        await SubmitVastAsync(server, "vast");
        await SegmentingAsync(server, "vast", 1);
        using System.Diagnostics.Process engine = Engine(server);

        await server.Jobs.CancelJobAsync(new CancelJobRequest { JobId = "vast" });

        Job job = await server.EndOfAsync("vast");
        Assert.Equal((State.Cancelled, 0), (job.State, job.Artifacts.Count));
        await AssertRunsAsync(server);
        Assert.False(engine.HasExited, server.Log());
    }

    [Fact]
    public async Task A_client_that_vanishes_and_a_killed_server_lose_nothing_that_was_finished()
    {
        Job finished;
        await using (RunningServer server = await StartAsync())
        {
            finished = await AssertRunsAsync(server);
            using (var gone = ServerConnection.Local(server.Ready.Grpc, server.Ready.Token))
                await gone.Analysis.SubmitAsync(Vast("vast"));
            await SegmentingAsync(server, "vast", 1);
            using System.Diagnostics.Process engine = Engine(server);
            await server.KillAsync();
            await engine.WaitForExitAsync(Cancel).WaitAsync(Child.Patience, Cancel);
        }

        await using RunningServer after = await StartAsync();

        Job vast = await after.EndOfAsync("vast");
        Assert.Equal((State.Interrupted, "SERVER_ENDED"), (vast.State, vast.Reason));
        Assert.Equal(finished, await after.Jobs.GetJobAsync(new GetJobRequest { JobId = finished.JobId }));
        foreach (Artifact file in finished.Artifacts)
        {
            using AsyncServerStreamingCall<DownloadArtifactResponse> download = after.Client.Artifacts.DownloadArtifact(
                new DownloadArtifactRequest { JobId = finished.JobId, Name = file.Name });
            byte[] content = await download.ResponseStream.ReadAllAsync(Cancel).SelectMany(message => message.Data).ToArrayAsync(Cancel);
            Assert.Equal(file.Sha256.ToByteArray(), SHA256.HashData(content));
        }
    }

    [Fact]
    public async Task A_raster_that_fills_the_disk_fails_the_job_and_a_smaller_one_runs()
    {
        string data = _folder.Sub("disk");
        await using RunningServer server = await RunningServer.StartAsync(data,
            new Dictionary<string, string> { ["Limits:FreeDiskBytes"] = "0" }, ["--allow", _folder["images"]],
            PrivateDisk.Wrapper(data, "size=4m"), PrivateDisk.SeenFromOutside(data));
        RealServer.SaveModels(server.Data.Models);
        var request = new SegmentationRequest
        {
            Image = Requests.Image(_vast),
            Model = TestModels.Spectral,
            Region = new Region { Extent = new Extent { MinX = 500_000, MinY = 2_480_000, MaxX = 520_000, MaxY = 2_500_000, Epsg = TestImage.Epsg } },
        };
        await server.Jobs.SubmitAsync(Requests.Segmentation("large", request));

        Job job = await server.EndOfAsync("large");

        Assert.Equal((State.Failed, "DISK_FULL"), (job.State, job.Reason));
        Refusal.AssertIsSentence(job.Message);
        await AssertRunsAsync(server);
    }

    private Task<RunningServer> StartAsync() => RunningServer.StartAsync(_folder["data"], arguments: ["--allow", _folder["images"]]);

    private SubmitRequest Vast(string id) => Requests.Segmentation(id, new SegmentationRequest { Image = Requests.Image(_vast), Model = TestModels.Random });

    private async Task SubmitVastAsync(RunningServer server, string id) => await server.Jobs.SubmitAsync(Vast(id));

    private static async Task SegmentingAsync(RunningServer server, string id, uint attempt)
    {
        Job job = await server.WhenAsync(id, job => job.Stage == "segmenting" && job.Attempts == attempt);
        Assert.True(job.State == State.Running, $"{job.State}: {job.Message}");
    }

    private async Task<Job> AssertRunsAsync(RunningServer server)
    {
        const string id = "small";
        await server.Jobs.SubmitAsync(Requests.Segmentation(id, new SegmentationRequest { Image = Requests.Image(_small), Model = TestModels.Spectral }));
        Job job = await server.EndOfAsync(id);
        Assert.True(job.State == State.Succeeded, job.Message);
        return job;
    }

    /// <summary>The engine that the server's log named last.</summary>
    private static System.Diagnostics.Process Engine(RunningServer server) => System.Diagnostics.Process.GetProcessById(
        int.Parse(Started().Matches(server.Log())[^1].Groups[1].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex("""Engine \{ProcessId\} runs.*"ProcessId":(\d+)""")]
    private static partial Regex Started();
}
