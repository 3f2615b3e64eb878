// SPDX-License-Identifier: MIT
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using SolarGis.Jobs;
using SolarGis.Server.Tests.Serving.Support;
using SolarGis.V1;
using static SolarGis.V1.Job.Types;
using Job = SolarGis.V1.Job;
using Upload = SolarGis.V1.Upload;

namespace SolarGis.Server.Tests.Serving;

/// <summary>Engines and servers that are killed.</summary>
public sealed class DeathTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_engine_that_is_killed_once_costs_the_job_a_second_start()
    {
        await using RunningServer server = await RunningServer.StartAsync(_folder["data"], RunningServer.Scripted);
        await server.SubmitAsync("a", "hold");
        using (System.Diagnostics.Process first = await server.EngineOfAsync("a"))
            first.Kill();

        using System.Diagnostics.Process second = await server.EngineOfAsync("a", attempt: 2);
        await server.ReleaseAsync();

        Job job = await server.EndOfAsync("a");
        Assert.Equal((State.Succeeded, 2u, ""), (job.State, job.Attempts, job.Reason));
        Assert.Single(job.Artifacts);
    }

    [Fact]
    public async Task An_engine_that_is_killed_twice_fails_the_job_and_the_next_one_runs()
    {
        await using RunningServer server = await RunningServer.StartAsync(_folder["data"], RunningServer.Scripted);
        await server.SubmitAsync("a", "hold");
        await server.SubmitAsync("b", "write 10");
        for (int attempt = 1; attempt <= 2; attempt++)
        {
            using System.Diagnostics.Process engine = await server.EngineOfAsync("a", attempt);
            engine.Kill();
        }

        Job job = await server.EndOfAsync("a");

        Assert.Equal((State.Failed, "ENGINE_DIED", 2u), (job.State, job.Reason, job.Attempts));
        Refusal.AssertIsSentence(job.Message);
        Assert.Contains("twice; the server goes on", job.Message, StringComparison.Ordinal);
        Assert.Equal(State.Succeeded, (await server.EndOfAsync("b")).State);
        await server.AssertAliveAsync();
    }

    [Fact]
    public async Task A_crash_of_the_engines_own_is_the_same_whether_a_job_or_a_question_caused_it()
    {
        await using RunningServer server = await RunningServer.StartAsync(_folder["data"], RunningServer.Scripted);
        await server.SubmitAsync("a", "crash");
        Job job = await server.EndOfAsync("a");
        Assert.Equal((State.Failed, "ENGINE_DIED", 2u), (job.State, job.Reason, job.Attempts));

        Refusal refusal = await Refusal.OfAsync(server.Client.Imagery.InspectAsync(Requests.Inspect("crash")));
        Assert.Equal((StatusCode.Internal, "ENGINE_DIED"), (refusal.Code, refusal.Reason));

        await server.SubmitAsync("b", "write 10");
        Assert.Equal(State.Succeeded, (await server.EndOfAsync("b")).State);
    }

    [Fact]
    public async Task After_a_kill_of_the_server_finished_work_is_there_and_interrupted_work_says_so()
    {
        System.Diagnostics.Process engine;
        string socket;
        Job finished;
        byte[] pixels = [.. Enumerable.Range(0, 3000).Select(i => (byte)i)];
        await using (RunningServer server = await RunningServer.StartAsync(_folder["data"], RunningServer.Scripted))
        {
            await server.SubmitAsync("finished", "write 100000");
            finished = await server.EndOfAsync("finished");
            await server.Client.Imagery.BeginUploadAsync(Begin(pixels));
            await server.Client.Imagery.WriteChunkAsync(Chunk(pixels, 0, 2000));
            await server.SubmitAsync("running", "hold");
            await server.SubmitAsync("waiting", "write 10");
            engine = await server.EngineOfAsync("running");
            string[] command = (await File.ReadAllTextAsync($"/proc/{engine.Id}/cmdline", Cancel)).Split('\0');
            socket = command[Array.IndexOf(command, "--socket") + 1];
            Assert.True(File.Exists(socket));

            await server.KillAsync();
        }
        // An engine ends with its server, however that ended.
        await engine.WaitForExitAsync(Cancel).WaitAsync(Child.Patience, Cancel);
        engine.Dispose();
        Assert.False(File.Exists(socket) || Directory.Exists(Path.GetDirectoryName(socket)), "The socket is nobody's any more.");
        Assert.True(File.Exists(new DataFolder(_folder["data"]).ReadyFile), "A killed server leaves its ready file, so the next start is the test.");

        await using RunningServer after = await RunningServer.StartAsync(_folder["data"], RunningServer.Scripted);

        Assert.Equal(finished, await after.Jobs.GetJobAsync(new GetJobRequest { JobId = "finished" }));
        byte[] content = await after.Client.Artifacts.DownloadArtifact(new DownloadArtifactRequest { JobId = "finished", Name = "result.bin" })
            .ResponseStream.ReadAllAsync(Cancel).SelectMany(message => message.Data).ToArrayAsync(Cancel);
        Assert.Equal(finished.Artifacts[0].Sha256.ToByteArray(), SHA256.HashData(content));
        Job running = await after.EndOfAsync("running"), waiting = await after.EndOfAsync("waiting");
        Assert.Equal((State.Interrupted, "SERVER_ENDED", "The server ended while this job ran; submit it again."), (running.State, running.Reason, running.Message));
        Assert.Equal((State.Interrupted, "SERVER_ENDED", "The server ended before this job started; submit it again."), (waiting.State, waiting.Reason, waiting.Message));
        Assert.Equal(["finished"], Directory.EnumerateFileSystemEntries(after.Data.Artefacts).Select(path => Path.GetFileName(path)));

        // The upload goes on where it was.
        Upload upload = await after.Client.Imagery.BeginUploadAsync(Begin(pixels));
        Assert.Equal(2000UL, upload.Committed);
        await after.Client.Imagery.WriteChunkAsync(Chunk(pixels, 2000, 1000));
        Assert.True((await after.Client.Imagery.FinishUploadAsync(new FinishUploadRequest { UploadId = "u" })).Finished);

        // The interrupted request under a new id is an ordinary job.
        await after.SubmitAsync("running-again", "write 10");
        Assert.Equal(State.Succeeded, (await after.EndOfAsync("running-again")).State);
    }

    [Fact]
    public async Task A_server_that_is_told_to_end_says_so_to_watchers_and_marks_the_job()
    {
        var settings = new Dictionary<string, string>(RunningServer.Scripted) { ["HeartbeatSeconds"] = "0.1" };
        await using (RunningServer server = await RunningServer.StartAsync(_folder["data"], settings))
        {
            await server.SubmitAsync("a", "hold");
            using System.Diagnostics.Process engine = await server.EngineOfAsync("a");
            ulong seen = (await server.Jobs.GetJobAsync(new GetJobRequest { JobId = "a" })).Sequence;
            using AsyncServerStreamingCall<JobEvent> watch = server.Jobs.WatchJob(new WatchJobRequest { JobId = "a", AfterSequence = seen }, cancellationToken: Cancel);
            await watch.ResponseHeadersAsync.WaitAsync(Child.Patience, Cancel);

            await server.Client.System.ShutdownAsync(new ShutdownRequest());

            Refusal refusal = await Refusal.OfAsync(watch);
            Assert.Equal((StatusCode.Unavailable, "SERVER_ENDS"), (refusal.Code, refusal.Reason));
            Assert.Equal(0, await server.EndAsync());
            Assert.True(engine.HasExited);
            Assert.False(File.Exists(server.Data.ReadyFile));
        }
        await using RunningServer after = await RunningServer.StartAsync(_folder["data"], RunningServer.Scripted);
        Job job = await after.Jobs.GetJobAsync(new GetJobRequest { JobId = "a" });
        Assert.Equal((State.Interrupted, "SERVER_ENDED"), (job.State, job.Reason));
    }

    [Fact]
    public async Task An_engine_that_cannot_start_fails_jobs_and_questions_and_the_server_stays()
    {
        string missing = _folder["engine.sh"];
        await File.WriteAllTextAsync(missing, "this is no program", Cancel);
        await using RunningServer server = await RunningServer.StartAsync(_folder["data"], new Dictionary<string, string> { ["Engine:Command"] = missing });

        Refusal refusal = await Refusal.OfAsync(server.Client.Imagery.InspectAsync(Requests.Inspect("any.tif")));
        Assert.Equal((StatusCode.Unavailable, "ENGINE_UNAVAILABLE"), (refusal.Code, refusal.Reason));
        Assert.Equal("ENGINE_UNAVAILABLE", (await Refusal.OfAsync(server.Jobs.SubmitAsync(Requests.Scripted("a", "write 1")))).Reason);
        await server.AssertAliveAsync();
    }

    private static BeginUploadRequest Begin(byte[] content) => new()
    {
        UploadId = "u",
        FileName = "u.tif",
        Size = (ulong)content.Length,
        Sha256 = ByteString.CopyFrom(SHA256.HashData(content)),
    };

    private static WriteChunkRequest Chunk(byte[] content, int offset, int length) => new()
    {
        UploadId = "u",
        Offset = (ulong)offset,
        Data = ByteString.CopyFrom(content, offset, length),
        Crc32C = Crc32C.Compute(content.AsSpan(offset, length)),
    };

}
