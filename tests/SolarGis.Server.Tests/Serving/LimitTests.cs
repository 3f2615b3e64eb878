// SPDX-License-Identifier: MIT
using Google.Protobuf;
using Grpc.Core;
using SolarGis.Server.Tests.Serving.Support;
using SolarGis.V1;
using static SolarGis.V1.Job.Types;

namespace SolarGis.Server.Tests.Serving;

/// <summary>A server with small limits says each of them.</summary>
public sealed class LimitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_limit_is_told_when_it_is_reached_and_has_a_way_out()
    {
        await using RunningServer server = await RunningServer.StartAsync(_folder["data"], new Dictionary<string, string>(RunningServer.Scripted)
        {
            ["Limits:QueuedJobs"] = "1",
            ["Limits:ArtifactBytes"] = "1000",
            ["Limits:UploadBytes"] = "100",
            ["Limits:AllUploadsBytes"] = "150",
        });
        await server.SubmitAsync("running", "hold");
        using System.Diagnostics.Process engine = await server.EngineOfAsync("running");
        await server.SubmitAsync("waiting", "write 950");
        await RefusedAsync("QUEUE_FULL", server.Jobs.SubmitAsync(Requests.Scripted("third", "write 1")));
        await server.ReleaseAsync();

        // The first left 100 bytes of the 1000, so the second does not fit.
        Job waiting = await server.EndOfAsync("waiting");
        Assert.Equal((State.Failed, "ARTIFACT_BUDGET"), (waiting.State, waiting.Reason));
        Refusal.AssertIsSentence(waiting.Message);
        await server.Jobs.DeleteJobAsync(new DeleteJobRequest { JobId = "running" });
        await server.SubmitAsync("fits", "write 1000");
        Assert.Equal(State.Succeeded, (await server.EndOfAsync("fits")).State);
        await RefusedAsync("ARTIFACT_BUDGET", server.Jobs.SubmitAsync(Requests.Scripted("none", "write 1")));

        await RefusedAsync("UPLOAD_TOO_LARGE", server.Client.Imagery.BeginUploadAsync(Upload("large", 101)));
        await server.Client.Imagery.BeginUploadAsync(Upload("first", 100));
        await RefusedAsync("UPLOAD_BUDGET", server.Client.Imagery.BeginUploadAsync(Upload("second", 51)));
        await server.Client.Imagery.DeleteUploadAsync(new DeleteUploadRequest { UploadId = "first" });
        await server.Client.Imagery.BeginUploadAsync(Upload("second", 51));
    }

    [Fact]
    public async Task A_job_that_takes_too_long_is_ended()
    {
        await using RunningServer server = await RunningServer.StartAsync(
            _folder["data"], new Dictionary<string, string>(RunningServer.Scripted) { ["Limits:MinutesPerJob"] = "0.02" });
        await server.SubmitAsync("long", "hold");
        Job job = await server.EndOfAsync("long");
        Assert.Equal((State.Failed, "JOB_TIME_LIMIT"), (job.State, job.Reason));
        Refusal.AssertIsSentence(job.Message);
        await server.SubmitAsync("short", "write 1");
        Assert.Equal(State.Succeeded, (await server.EndOfAsync("short")).State);
    }

    private static async Task RefusedAsync<T>(string reason, AsyncUnaryCall<T> call)
    {
        Refusal refusal = await Refusal.OfAsync(call);
        Assert.Equal((StatusCode.ResourceExhausted, reason), (refusal.Code, refusal.Reason));
    }

    private static BeginUploadRequest Upload(string id, ulong size) =>
        new() { UploadId = id, FileName = "u.tif", Size = size, Sha256 = ByteString.CopyFrom(new byte[32]) };
}
