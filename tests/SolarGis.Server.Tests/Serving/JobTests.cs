// SPDX-License-Identifier: MIT
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using SolarGis.Server.Client;
using SolarGis.Server.Tests.Serving.Support;
using SolarGis.V1;
using static SolarGis.V1.Job.Types;

namespace SolarGis.Server.Tests.Serving;

/// <summary>Jobs over the wire. Each test has ids of its own on one server.</summary>
public sealed class JobTests(JobTests.Fixture fixture) : IClassFixture<JobTests.Fixture>
{
    private readonly RunningServer _server = fixture.Server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_runs_and_its_file_arrives_whole_from_any_offset()
    {
        await _server.SubmitAsync("write", "write 1300000");
        Job job = await _server.EndOfAsync("write");

        Assert.Equal((State.Succeeded, 1d, 1u, "segmentation", "Title of write"), (job.State, job.Fraction, job.Attempts, job.Kind, job.Title));
        Artifact file = Assert.Single(job.Artifacts);
        Assert.Equal(("result.bin", 1_300_000UL), (file.Name, file.Size));
        byte[] expected = new byte[1_300_000];
        new Random(expected.Length).NextBytes(expected);
        Assert.Equal(SHA256.HashData(expected), file.Sha256.ToByteArray());
        foreach (int offset in (int[])[0, 1, 524_288, 1_299_999, 1_300_000])
        {
            DownloadArtifactResponse[] messages = await DownloadAsync("write", "result.bin", offset);
            Assert.Equal(expected[offset..], messages.SelectMany(message => message.Data).ToArray());
            Assert.All(messages, message => Assert.InRange(message.Data.Length, 0, 512 * 1024));
            Assert.All(messages[..^1], message => Assert.True(message.Sha256.IsEmpty));
            Assert.Equal(file.Sha256, messages[^1].Sha256);
        }
        Assert.Equal(file, (await _server.Client.Artifacts.ListArtifactsAsync(new ListArtifactsRequest { JobId = "write" })).Artifacts.Single());
    }

    [Fact]
    public async Task Downloads_that_cannot_be_served_say_why()
    {
        await _server.SubmitAsync("small", "write 10");
        await _server.EndOfAsync("small");
        ArtifactService.ArtifactServiceClient artifacts = _server.Client.Artifacts;

        Assert.Equal(StatusCode.OutOfRange,
            (await Refusal.OfAsync(artifacts.DownloadArtifact(new DownloadArtifactRequest { JobId = "small", Name = "result.bin", Offset = 11 }))).Code);
        Refusal unknown = await Refusal.OfAsync(artifacts.DownloadArtifact(new DownloadArtifactRequest { JobId = "small", Name = "../jobs.sqlite" }));
        Assert.Equal((StatusCode.NotFound, "ARTIFACT_NOT_FOUND"), (unknown.Code, unknown.Reason));
        Assert.Contains("it has result.bin", unknown.Message, StringComparison.Ordinal);
        Assert.Equal("JOB_NOT_FOUND", (await Refusal.OfAsync(artifacts.DownloadArtifact(new DownloadArtifactRequest { JobId = "nobody", Name = "x" }))).Reason);

        File.Delete(Path.Combine(_server.Data.Artefacts, "small", "result.bin"));
        Refusal lost = await Refusal.OfAsync(artifacts.DownloadArtifact(new DownloadArtifactRequest { JobId = "small", Name = "result.bin" }));
        Assert.Equal((StatusCode.DataLoss, "ARTIFACT_LOST"), (lost.Code, lost.Reason));
        await _server.AssertAliveAsync();
    }

    [Fact]
    public async Task The_same_request_again_is_the_same_job_and_another_under_its_id_is_refused()
    {
        SubmitRequest request = Requests.Scripted("again", "write 10");
        await _server.Jobs.SubmitAsync(request);
        Job ended = await _server.EndOfAsync("again");
        Assert.Equal(ended, await _server.Jobs.SubmitAsync(request));

        Refusal refusal = await Refusal.OfAsync(_server.Jobs.SubmitAsync(Requests.Scripted("again", "write 11")));
        Assert.Equal((StatusCode.AlreadyExists, "JOB_EXISTS"), (refusal.Code, refusal.Reason));
        refusal = await Refusal.OfAsync(_server.Jobs.SubmitAsync(Requests.Scripted("a/b", "write 11")));
        Assert.Equal((StatusCode.InvalidArgument, "ID_INVALID"), (refusal.Code, refusal.Reason));
    }

    [Fact]
    public async Task A_watch_beats_while_nothing_happens_and_goes_on_after_the_number_it_is_given()
    {
        await _server.SubmitAsync("beats", "hold");
        using System.Diagnostics.Process engine = await _server.EngineOfAsync("beats");
        ulong seen = (await _server.Jobs.GetJobAsync(new GetJobRequest { JobId = "beats" })).Sequence;

        // The fixture's heartbeat is 0.1 s.
        using AsyncServerStreamingCall<JobEvent> watch = _server.Jobs.WatchJob(new WatchJobRequest { JobId = "beats", AfterSequence = seen }, cancellationToken: Cancel);
        for (int beat = 0; beat < 3; beat++)
        {
            Assert.True(await watch.ResponseStream.MoveNext(Cancel));
            Assert.Equal((seen, State.Running), (watch.ResponseStream.Current.Job.Sequence, watch.ResponseStream.Current.Job.State));
        }
        await _server.ReleaseAsync();
        List<Job> rest = [];
        while (await watch.ResponseStream.MoveNext(Cancel))
            rest.Add(watch.ResponseStream.Current.Job);
        Assert.Equal(State.Succeeded, rest[^1].State);
        Assert.Equal(rest.Select(job => job.Sequence).Order(), rest.Select(job => job.Sequence));
        Assert.Single(await WatchAsync("beats", rest[^1].Sequence + 1000));
        Assert.Equal("JOB_NOT_FOUND", (await Refusal.OfAsync(_server.Jobs.WatchJob(new WatchJobRequest { JobId = "nobody" }))).Reason);
    }

    [Fact]
    public async Task A_running_job_and_a_waiting_one_are_cancelled_and_the_next_one_runs()
    {
        await _server.SubmitAsync("running", "hold");
        using System.Diagnostics.Process engine = await _server.EngineOfAsync("running");
        await _server.SubmitAsync("waiting", "write 1");
        await _server.SubmitAsync("next", "write 1");
        Assert.Equal(1u, (await _server.Jobs.GetJobAsync(new GetJobRequest { JobId = "waiting" })).QueuePosition);

        Job waiting = await _server.Jobs.CancelJobAsync(new CancelJobRequest { JobId = "waiting" });
        Assert.Equal((State.Cancelled, 0u), (waiting.State, waiting.Attempts));
        Assert.Equal("JOB_ACTIVE", (await Refusal.OfAsync(_server.Jobs.DeleteJobAsync(new DeleteJobRequest { JobId = "running" }))).Reason);
        await _server.Jobs.CancelJobAsync(new CancelJobRequest { JobId = "running" });

        Job running = await _server.EndOfAsync("running");
        Assert.Equal((State.Cancelled, "Cancelled.", 0), (running.State, running.Message, running.Artifacts.Count));
        Assert.Equal(State.Succeeded, (await _server.EndOfAsync("next")).State);
        Assert.False(engine.HasExited, "An engine that ends its work when asked is not killed.");
    }

    [Fact]
    public async Task A_job_that_does_not_listen_is_ended_with_its_engine_and_the_next_one_runs()
    {
        await _server.SubmitAsync("deaf", "deaf");
        using System.Diagnostics.Process engine = await _server.EngineOfAsync("deaf");

        await _server.Jobs.CancelJobAsync(new CancelJobRequest { JobId = "deaf" });

        Job job = await _server.EndOfAsync("deaf");
        Assert.Equal((State.Cancelled, "", 1u), (job.State, job.Reason, job.Attempts));
        await engine.WaitForExitAsync(Cancel).WaitAsync(Child.Patience, Cancel);
        await _server.SubmitAsync("after-deaf", "write 1");
        Assert.Equal(State.Succeeded, (await _server.EndOfAsync("after-deaf")).State);
    }

    [Fact]
    public async Task A_client_that_vanishes_cancels_nothing()
    {
        using (ServerConnection gone = ServerConnection.Local(_server.Ready.Grpc, _server.Ready.Token))
        {
            await gone.Analysis.SubmitAsync(Requests.Scripted("orphan", "hold"));
            AsyncServerStreamingCall<JobEvent> watch = gone.Analysis.WatchJob(new WatchJobRequest { JobId = "orphan" });
            Assert.True(await watch.ResponseStream.MoveNext(Cancel));
            // The connection goes with its stream still open.
        }
        using System.Diagnostics.Process engine = await _server.EngineOfAsync("orphan");
        await _server.ReleaseAsync();
        Assert.Equal(State.Succeeded, (await _server.EndOfAsync("orphan")).State);
    }

    [Fact]
    public async Task A_reader_that_does_not_read_holds_up_neither_the_job_nor_others_and_gets_the_end()
    {
        using var slow = ServerConnection.Local(_server.Ready.Grpc, _server.Ready.Token);
        await _server.SubmitAsync("chatter", "chatter 20000");
        using AsyncServerStreamingCall<JobEvent> watch = slow.Analysis.WatchJob(new WatchJobRequest { JobId = "chatter" }, cancellationToken: Cancel);
        await _server.EndOfAsync("chatter");

        int messages = 0;
        Job? last = null;
        while (await watch.ResponseStream.MoveNext(Cancel))
            (messages, last) = (messages + 1, watch.ResponseStream.Current.Job);
        Assert.Equal(State.Succeeded, last!.State);
        // Far fewer than were told: 20 MB of messages do not wait anywhere.
        Assert.InRange(messages, 1, 5000);
    }

    [Fact]
    public async Task A_download_that_pauses_holds_up_nobody_and_survives_the_deletion_of_its_job()
    {
        const int size = 24_000_000;
        await _server.SubmitAsync("large", $"write {size}");
        Job job = await _server.EndOfAsync("large");
        using AsyncServerStreamingCall<DownloadArtifactResponse> download = _server.Client.Artifacts.DownloadArtifact(
            new DownloadArtifactRequest { JobId = "large", Name = "result.bin" }, cancellationToken: Cancel);
        Assert.True(await download.ResponseStream.MoveNext(Cancel));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(download.ResponseStream.Current.Data.Span);

        await _server.SubmitAsync("meanwhile", "write 1");
        Assert.Equal(State.Succeeded, (await _server.EndOfAsync("meanwhile")).State);
        await _server.Jobs.DeleteJobAsync(new DeleteJobRequest { JobId = "large" });
        Assert.Equal("JOB_NOT_FOUND", (await Refusal.OfAsync(_server.Jobs.GetJobAsync(new GetJobRequest { JobId = "large" }))).Reason);
        Assert.False(Directory.Exists(Path.Combine(_server.Data.Artefacts, "large")));

        while (await download.ResponseStream.MoveNext(Cancel))
            hash.AppendData(download.ResponseStream.Current.Data.Span);
        Assert.Equal(job.Artifacts[0].Sha256, ByteString.CopyFrom(hash.GetHashAndReset()));
    }

    [Fact]
    public async Task A_failed_job_has_its_reason_and_no_path_of_the_server()
    {
        await _server.SubmitAsync("fails", "fail BANDS_MISSING");
        Job job = await _server.EndOfAsync("fails");
        Assert.Equal((State.Failed, "BANDS_MISSING", "The file p.tif cannot be made; try again."), (job.State, job.Reason, job.Message));
        await _server.SubmitAsync("bug", "no-such-script");
        job = await _server.EndOfAsync("bug");
        Assert.Equal((State.Failed, "INTERNAL"), (job.State, job.Reason));
        Refusal.AssertIsSentence(job.Message);
    }

    [Fact]
    public async Task Lists_go_back_page_by_page()
    {
        foreach (string id in (string[])["list1", "list2", "list3"])
            await _server.SubmitAsync(id, "write 1");
        await _server.EndOfAsync("list3");
        ListJobsResponse page = await _server.Jobs.ListJobsAsync(new ListJobsRequest { PageSize = 1, BeforeJobId = "list3" });
        Assert.Equal("list2", Assert.Single(page.Jobs).JobId);
        Assert.Equal("JOB_NOT_FOUND", (await Refusal.OfAsync(_server.Jobs.ListJobsAsync(new ListJobsRequest { BeforeJobId = "nobody" }))).Reason);
    }

    private async Task<DownloadArtifactResponse[]> DownloadAsync(string job, string name, int offset)
    {
        using AsyncServerStreamingCall<DownloadArtifactResponse> call = _server.Client.Artifacts.DownloadArtifact(
            new DownloadArtifactRequest { JobId = job, Name = name, Offset = (ulong)offset }, cancellationToken: Cancel);
        return await call.ResponseStream.ReadAllAsync(Cancel).ToArrayAsync(Cancel);
    }

    private async Task<Job[]> WatchAsync(string id, ulong after)
    {
        using AsyncServerStreamingCall<JobEvent> call = _server.Jobs.WatchJob(new WatchJobRequest { JobId = id, AfterSequence = after }, cancellationToken: Cancel);
        return await call.ResponseStream.ReadAllAsync(Cancel).Select(told => told.Job).ToArrayAsync(Cancel);
    }

    public sealed class Fixture : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        internal RunningServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await RunningServer.StartAsync(_folder["data"], new Dictionary<string, string>(RunningServer.Scripted)
        {
            ["HeartbeatSeconds"] = "0.1",
            ["Engine:CancelGraceSeconds"] = "0.5",
        });

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            _folder.Dispose();
        }
    }
}
