// SPDX-License-Identifier: MIT
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using SolarGis.Analysis.Tests.Support;
using SolarGis.Server.Client;
using SolarGis.Server.Tests.Serving.Support;
using SolarGis.V1;
using static SolarGis.V1.Job.Types;

namespace SolarGis.Server.Tests.Serving;

/// <summary>Images named by path and sent by chunks, read by the real engine.</summary>
public sealed class ImageryTests(RealServer real) : IClassFixture<RealServer>
{
    private readonly RunningServer _server = real.Server;

    private ImageryService.ImageryServiceClient Imagery => _server.Client.Imagery;

    [Fact]
    public async Task Inspecting_tells_grid_bands_and_radiometry()
    {
        InspectResponse image = await Imagery.InspectAsync(new InspectRequest { Image = Requests.Image(real.Good), Model = TestModels.Spectral });
        Assert.Equal((200u, 160u, 32643u), (image.Grid.Width, image.Grid.Height, image.Grid.Epsg));
        Assert.Equal([500_000, 10, 0, 2_500_000, 0, -10], image.Grid.Geotransform);
        Assert.Equal(RealServer.Roles, image.Bands.Select(band => band.Role));
        Assert.Empty(image.MissingBands);
        Assert.InRange(image.GeographicExtent.MinX, 75, 75.01);
        Assert.Equal((ulong)new FileInfo(real.Good).Length, image.Fingerprints.Single().Size);
    }

    [Fact]
    public async Task An_upload_is_resumed_and_then_an_image_like_any_other()
    {
        byte[] content = await File.ReadAllBytesAsync(real.Good, TestContext.Current.CancellationToken);
        int first = content.Length / 2;
        await Imagery.BeginUploadAsync(Begin("sent", content));
        for (int offset = 0; offset < first; offset += 500_000)
            await Imagery.WriteChunkAsync(Chunk("sent", content, offset, Math.Min(500_000, first - offset)));
        Assert.Equal((ulong)first, (await Imagery.BeginUploadAsync(Begin("sent", content))).Committed);
        Assert.Equal("UPLOAD_INCOMPLETE", (await Refusal.OfAsync(Imagery.InspectAsync(new InspectRequest { Image = Sent("sent") }))).Reason);

        // The client of the command line goes on where this one stopped, under the id that it makes of the content.
        string id = await new Uploader(_server.Client).UploadAsync(real.Good, (_, _) => { }, TestContext.Current.CancellationToken);
        for (int offset = first; offset < content.Length; offset += 500_000)
            await Imagery.WriteChunkAsync(Chunk("sent", content, offset, Math.Min(500_000, content.Length - offset)));
        Assert.True((await Imagery.FinishUploadAsync(new FinishUploadRequest { UploadId = "sent" })).Finished);

        foreach ((string job, string upload) in ((string, string)[])[("of-sent", "sent"), ("of-command", id)])
        {
            Assert.Equal(200u, (await Imagery.InspectAsync(new InspectRequest { Image = Sent(upload) })).Grid.Width);
            await _server.Jobs.SubmitAsync(Requests.Segmentation(job, new SegmentationRequest { Image = Sent(upload), Model = TestModels.Spectral }));
            Assert.Equal(State.Succeeded, (await _server.EndOfAsync(job)).State);
        }
        await Imagery.DeleteUploadAsync(new DeleteUploadRequest { UploadId = "sent" });
        Refusal gone = await Refusal.OfAsync(Imagery.InspectAsync(new InspectRequest { Image = Sent("sent") }));
        Assert.Equal((StatusCode.NotFound, "UPLOAD_NOT_FOUND"), (gone.Code, gone.Reason));
    }

    [Fact]
    public async Task A_chunk_that_is_damaged_or_out_of_place_is_refused_and_the_upload_goes_on()
    {
        byte[] content = new byte[3000];
        await Imagery.BeginUploadAsync(Begin("chunks", content));
        WriteChunkRequest damaged = Chunk("chunks", content, 0, 1000);
        damaged.Crc32C ^= 1;

        Refusal refusal = await Refusal.OfAsync(Imagery.WriteChunkAsync(damaged));
        Assert.Equal((StatusCode.DataLoss, "CHUNK_CORRUPT"), (refusal.Code, refusal.Reason));
        refusal = await Refusal.OfAsync(Imagery.WriteChunkAsync(Chunk("chunks", content, 1000, 1000)));
        Assert.Equal((StatusCode.OutOfRange, "CHUNK_MISPLACED"), (refusal.Code, refusal.Reason));
        refusal = await Refusal.OfAsync(Imagery.WriteChunkAsync(new WriteChunkRequest(Chunk("chunks", content, 0, 1000)) { Offset = ulong.MaxValue }));
        Assert.Equal((StatusCode.OutOfRange, "CHUNK_MISPLACED"), (refusal.Code, refusal.Reason));
        refusal = await Refusal.OfAsync(Imagery.FinishUploadAsync(new FinishUploadRequest { UploadId = "chunks" }));
        Assert.Equal((StatusCode.FailedPrecondition, "UPLOAD_INCOMPLETE"), (refusal.Code, refusal.Reason));

        Assert.Equal(3000UL, (await Imagery.WriteChunkAsync(Chunk("chunks", content, 0, 3000))).Committed);
        Assert.True((await Imagery.FinishUploadAsync(new FinishUploadRequest { UploadId = "chunks" })).Finished);
        // Zeros are no raster, and the engine that finds that out is the server's, not the test's.
        Assert.Equal("RASTER_UNREADABLE", (await Refusal.OfAsync(Imagery.InspectAsync(new InspectRequest { Image = Sent("chunks") }))).Reason);
    }

    [Fact]
    public async Task What_is_not_what_was_announced_starts_again()
    {
        byte[] announced = [1, 2, 3], sent = [1, 2, 4];
        await Imagery.BeginUploadAsync(Begin("other", announced));
        await Imagery.WriteChunkAsync(Chunk("other", sent, 0, 3));
        Refusal refusal = await Refusal.OfAsync(Imagery.FinishUploadAsync(new FinishUploadRequest { UploadId = "other" }));
        Assert.Equal((StatusCode.DataLoss, "UPLOAD_CORRUPT"), (refusal.Code, refusal.Reason));
        Assert.Equal(0UL, (await Imagery.BeginUploadAsync(Begin("other", announced))).Committed);
        refusal = await Refusal.OfAsync(Imagery.BeginUploadAsync(Begin("other", sent)));
        Assert.Equal((StatusCode.AlreadyExists, "UPLOAD_EXISTS"), (refusal.Code, refusal.Reason));
        refusal = await Refusal.OfAsync(Imagery.BeginUploadAsync(new BeginUploadRequest(Begin("huge", sent)) { Size = 1UL << 50 }));
        Assert.Equal((StatusCode.ResourceExhausted, "UPLOAD_TOO_LARGE"), (refusal.Code, refusal.Reason));
    }

    [Fact]
    public async Task Methods_and_models_are_those_of_the_engine()
    {
        ListMethodsResponse methods = await _server.Jobs.ListMethodsAsync(new ListMethodsRequest { Model = TestModels.Spectral });
        Assert.Contains("integrated_gradients", methods.Methods.Select(method => method.Name));
        Model model = await _server.Client.Models.DescribeModelAsync(new DescribeModelRequest { Model = $"{TestModels.Spectral}@1.0.0" });
        Assert.Equal((TestModels.Spectral, "1.0.0", 10), (model.Name, model.Version, model.Bands.Count));
        ServerInfo info = await _server.Client.System.GetInfoAsync(new GetInfoRequest());
        Assert.Equal("cpu", info.Device);
        Assert.Equal(["segmentation", "polygonization", "explanation"], info.Capabilities);
    }

    [Fact]
    public async Task Polygons_are_drawn_again_from_a_finished_job_and_a_polygon_is_explained()
    {
        await _server.Jobs.SubmitAsync(Requests.Segmentation("first", real.Segmentation()));
        Assert.Equal(State.Succeeded, (await _server.EndOfAsync("first")).State);
        await _server.Jobs.SubmitAsync(new SubmitRequest { JobId = "again", Polygonization = new PolygonizationRequest { JobId = "first", Polygons = new PolygonOptions { Threshold = 0.2 } } });
        Job again = await _server.EndOfAsync("again");
        Assert.True(again.State == State.Succeeded, again.Message);
        Assert.Contains("candidates", again.Artifacts.Select(file => file.Role));
        Refusal refusal = await Refusal.OfAsync(_server.Jobs.SubmitAsync(new SubmitRequest { JobId = "no-raster", Polygonization = new PolygonizationRequest { JobId = "again" } }));
        Assert.Equal((StatusCode.FailedPrecondition, "JOB_UNFINISHED"), (refusal.Code, refusal.Reason));
        Assert.Equal("JOB_NOT_FOUND",
            (await Refusal.OfAsync(_server.Jobs.SubmitAsync(new SubmitRequest { JobId = "of-nobody", Polygonization = new PolygonizationRequest { JobId = "nobody" } }))).Reason);

        var polygon = new Polygon
        {
            Epsg = TestImage.Epsg,
            Wkb = ByteString.CopyFrom(
                new NetTopologySuite.Geometries.GeometryFactory().ToGeometry(new NetTopologySuite.Geometries.Envelope(500_600, 500_900, 2_499_300, 2_499_500)).AsBinary()),
        };
        await _server.Jobs.SubmitAsync(new SubmitRequest
        {
            JobId = "why",
            Explanation = new ExplanationRequest { Image = Requests.Image(real.Good), Model = TestModels.Spectral, Subjects = { new Subject { Polygon = polygon } } },
        });
        Job why = await _server.EndOfAsync("why");
        Assert.True(why.State == State.Succeeded, why.Message);
        Assert.Contains("attribution", why.Artifacts.Select(file => file.Role));
        Assert.Contains("certificate", why.Artifacts.Select(file => file.Role));
    }

    private static Image Sent(string upload) => new() { Files = { new RasterFile { UploadId = upload } } };

    private static BeginUploadRequest Begin(string id, byte[] content) => new()
    {
        UploadId = id,
        FileName = "image.tif",
        Size = (ulong)content.Length,
        Sha256 = ByteString.CopyFrom(SHA256.HashData(content)),
    };

    private static WriteChunkRequest Chunk(string id, byte[] content, int offset, int length) => new()
    {
        UploadId = id,
        Offset = (ulong)offset,
        Data = ByteString.CopyFrom(content, offset, length),
        Crc32C = Jobs.Crc32C.Compute(content.AsSpan(offset, length)),
    };
}
