// SPDX-License-Identifier: MIT
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using SolarGis.Server.Tests.Serving.Support;
using SolarGis.V1;
using static SolarGis.V1.Job.Types;

namespace SolarGis.Server.Tests.Serving;

/// <summary>A data folder on a disk of 16 MB.</summary>
public sealed class DiskFullTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_job_that_fills_the_disk_fails_and_a_smaller_one_runs()
    {
        await using RunningServer server = await StartAsync();
        await server.SubmitAsync("large", "write 64000000");

        Job job = await server.EndOfAsync("large");

        Assert.Equal((State.Failed, "DISK_FULL"), (job.State, job.Reason));
        Refusal.AssertIsSentence(job.Message);
        await server.SubmitAsync("small", "write 1000");
        Assert.Equal(State.Succeeded, (await server.EndOfAsync("small")).State);
    }

    [Fact]
    public async Task An_upload_that_cannot_fit_is_refused_before_its_first_byte()
    {
        await using RunningServer server = await StartAsync();
        Refusal refusal = await Refusal.OfAsync(server.Client.Imagery.BeginUploadAsync(new BeginUploadRequest
        {
            UploadId = "u",
            FileName = "u.tif",
            Size = 64_000_000,
            Sha256 = ByteString.CopyFrom(new byte[SHA256.HashSizeInBytes]),
        }));
        Assert.Equal((StatusCode.ResourceExhausted, "DISK_FULL"), (refusal.Code, refusal.Reason));
    }

    [Fact]
    public async Task When_somebody_else_fills_the_disk_new_work_is_refused_and_what_runs_ends_clearly_once_there_is_room()
    {
        await using RunningServer server = await StartAsync();
        byte[] content = new byte[100_000];
        await server.Client.Imagery.BeginUploadAsync(new BeginUploadRequest
        {
            UploadId = "u",
            FileName = "u.tif",
            Size = (ulong)content.Length,
            Sha256 = ByteString.CopyFrom(SHA256.HashData(content)),
        });
        await server.SubmitAsync("running", "hold");
        using System.Diagnostics.Process engine = await server.EngineOfAsync("running");
        string filler = Fill(server);

        Refusal refusal = await Refusal.OfAsync(server.Jobs.SubmitAsync(Requests.Scripted("refused", "write 1")));
        Assert.Equal((StatusCode.ResourceExhausted, "DISK_FULL"), (refusal.Code, refusal.Reason));
        refusal = await Refusal.OfAsync(server.Client.Imagery.WriteChunkAsync(new WriteChunkRequest
        {
            UploadId = "u",
            Data = ByteString.CopyFrom(content),
            Crc32C = Jobs.Crc32C.Compute(content),
        }));
        Assert.Equal((StatusCode.ResourceExhausted, "DISK_FULL"), (refusal.Code, refusal.Reason));
        await server.ReleaseAsync();
        await server.WhenAsync("running", job => job.Message.Contains("disk is full", StringComparison.Ordinal));
        await server.AssertAliveAsync();

        File.Delete(filler);

        Job running = await server.EndOfAsync("running");
        Assert.Equal((State.Failed, "DISK_FULL"), (running.State, running.Reason));
        await server.SubmitAsync("next", "write 1000");
        Assert.Equal(State.Succeeded, (await server.EndOfAsync("next")).State);
    }

    private Task<RunningServer> StartAsync()
    {
        string data = _folder.Sub("disk");
        var settings = new Dictionary<string, string>(RunningServer.Scripted) { ["Limits:FreeDiskBytes"] = "0", ["HeartbeatSeconds"] = "0.1" };
        return RunningServer.StartAsync(data, settings, wrapper: PrivateDisk.Wrapper(data, "size=16m"), mount: PrivateDisk.SeenFromOutside(data));
    }

    /// <summary>Writes until nothing fits any more.</summary>
    private static string Fill(RunningServer server)
    {
        string path = Path.Combine(server.Data.Root, "filler");
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1);
        foreach (int block in (int[])[1 << 20, 4096, 1])
        {
            try
            {
                while (true)
                    file.Write(new byte[block]);
            }
            catch (IOException)
            {
                // Full for blocks of this size.
            }
        }
        return path;
    }
}
