// SPDX-License-Identifier: MIT
using Google.Protobuf;
using Grpc.Core;
using NetTopologySuite.IO;
using SolarGis.Analysis.Tests.Support;
using SolarGis.Imagery.Tests;
using SolarGis.Server.Tests.Serving.Support;
using SolarGis.V1;
using static SolarGis.V1.Job.Types;

namespace SolarGis.Server.Tests.Serving;

/// <summary>Input that cannot be used, against the real server and its real engine: the right code, one sentence, and it serves on.</summary>
public sealed class BadInputTests(RealServer real) : IClassFixture<RealServer>
{
    private static int _jobs;

    private readonly RunningServer _server = real.Server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("absent.tif", StatusCode.NotFound, "RASTER_NOT_FOUND", "absent.tif")]
    [InlineData("text.tif", StatusCode.InvalidArgument, "RASTER_UNREADABLE", "text.tif")]
    [InlineData("empty.tif", StatusCode.InvalidArgument, "RASTER_UNREADABLE", "empty.tif")]
    [InlineData("cut.tif", StatusCode.InvalidArgument, "RASTER_UNREADABLE", "cut.tif")]
    [InlineData("vrt.tif", StatusCode.InvalidArgument, "RASTER_UNREADABLE", "vrt.tif")]
    [InlineData("four-bands.tif", StatusCode.InvalidArgument, "BANDS_MISSING", "B5")]
    [InlineData("no-crs.tif", StatusCode.InvalidArgument, "NO_CRS", "no-crs.tif")]
    [InlineData("../outside.tif", StatusCode.PermissionDenied, "PATH_NOT_ALLOWED", "folder")]
    [InlineData("link.tif", StatusCode.PermissionDenied, "PATH_NOT_ALLOWED", "folder")]
    [InlineData("/vsicurl/http://127.0.0.1:1/a.tif", StatusCode.PermissionDenied, "PATH_NOT_ALLOWED", "")]
    public async Task An_image_that_cannot_be_used_is_refused_at_once(string name, StatusCode code, string reason, string word)
    {
        string path = name.StartsWith('/') ? name : Make(name);
        SegmentationRequest segmentation = real.Segmentation();
        segmentation.Image = Requests.Image(path);

        Refusal refusal = await SubmitAsync(segmentation);

        Assert.Equal((code, reason), (refusal.Code, refusal.Reason));
        Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
        if (code == StatusCode.PermissionDenied)
            Assert.DoesNotContain(_server.Data.Root, refusal.Message, StringComparison.Ordinal);
        // An image without the model's bands can be looked at; every other cannot.
        if (reason != "BANDS_MISSING")
            Assert.Equal(refusal, await Refusal.OfAsync(_server.Client.Imagery.InspectAsync(new InspectRequest { Image = segmentation.Image, Model = TestModels.Spectral })));
        else
            Assert.Contains("B5", (await _server.Client.Imagery.InspectAsync(new InspectRequest { Image = segmentation.Image, Model = TestModels.Spectral })).MissingBands);
        await AssertAliveAsync();
    }

    public static TheoryData<string, StatusCode, string, string> Regions => new()
    {
        { "POLYGON ((600000 2400000, 601000 2400000, 601000 2401000, 600000 2400000))", StatusCode.InvalidArgument, "REGION_OUTSIDE", "whose centre is" },
        { "POLYGON EMPTY", StatusCode.InvalidArgument, "REGION_EMPTY", "draw it again" },
        { "", StatusCode.InvalidArgument, "REGION_EMPTY", "draw it again" },
        { "POLYGON ((500100 2499900, 500500 2499500, 500500 2499900, 500100 2499500, 500100 2499900))", StatusCode.InvalidArgument, "REGION_INVALID", "Self-intersection" },
        { "LINESTRING (500100 2499900, 500500 2499500)", StatusCode.InvalidArgument, "REGION_INVALID", "LineString" },
        { "POLYGON ((500100 2499900, 500200 2499900, 500100 2499900, 500100 2499900))", StatusCode.InvalidArgument, "REGION_INVALID", "draw it again" },
        { "garbage", StatusCode.InvalidArgument, "REGION_INVALID", "draw it again" },
        { "NaN", StatusCode.InvalidArgument, "REGION_INVALID", "not numbers" },
        { "epsg", StatusCode.InvalidArgument, "CRS_UNKNOWN", "EPSG:999999" },
    };

    [Theory]
    [MemberData(nameof(Regions))]
    public async Task A_region_that_cannot_be_used_is_refused_at_once(string region, StatusCode code, string reason, string word)
    {
        SegmentationRequest segmentation = real.Segmentation();
        segmentation.Region = region switch
        {
            "NaN" => new Region { Extent = new Extent { MinX = double.NaN, MinY = 0, MaxX = 1, MaxY = 1, Epsg = TestImage.Epsg } },
            "epsg" => new Region { Extent = new Extent { MinX = 0, MinY = 0, MaxX = 1, MaxY = 1, Epsg = 999999 } },
            "garbage" => new Region { Polygon = new Polygon { Wkb = ByteString.CopyFrom(1, 2, 3, 4, 5, 6, 7), Epsg = TestImage.Epsg } },
            "" => new Region { Polygon = new Polygon { Epsg = TestImage.Epsg } },
            _ => new Region { Polygon = new Polygon { Wkb = ByteString.CopyFrom(new WKTReader().Read(region).AsBinary()), Epsg = TestImage.Epsg } },
        };

        Refusal refusal = await SubmitAsync(segmentation);

        Assert.Equal((code, reason), (refusal.Code, refusal.Reason));
        Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(reason, (await Refusal.OfAsync(_server.Jobs.EstimateAsync(new EstimateRequest { Segmentation = segmentation }))).Reason);
        await AssertAliveAsync();
    }

    [Fact]
    public async Task A_region_over_the_budget_is_refused_with_both_numbers()
    {
        SegmentationRequest segmentation = real.Segmentation();
        segmentation.Image = Requests.Image(Make("large.tif"));
        Refusal refusal = await SubmitAsync(segmentation);
        Assert.Equal((StatusCode.ResourceExhausted, "REGION_TOO_LARGE"), (refusal.Code, refusal.Reason));
        Assert.Contains("Draw a smaller one", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_the_clients_is_refused()
    {
        SegmentationRequest segmentation = real.Segmentation();
        Fingerprint seen = (await _server.Client.Imagery.InspectAsync(new InspectRequest { Image = segmentation.Image })).Fingerprints[0];
        foreach (Fingerprint other in (Fingerprint[])[new(seen) { Size = seen.Size + 1 }, new(seen) { SampleSha256 = ByteString.CopyFrom(new byte[32]) }])
        {
            segmentation.Image.Files[0].Fingerprint = other;
            Refusal refusal = await SubmitAsync(segmentation);
            Assert.Equal((StatusCode.FailedPrecondition, "FILE_DIFFERS"), (refusal.Code, refusal.Reason));
        }
        segmentation.Image.Files[0].Fingerprint = seen;
        Assert.False((await _server.Jobs.EstimateAsync(new EstimateRequest { Segmentation = segmentation })).Blocked);
    }

    [Fact]
    public async Task A_model_that_there_is_not_is_refused_with_those_there_are()
    {
        SegmentationRequest segmentation = real.Segmentation();
        segmentation.Model = "nobody";
        Refusal refusal = await SubmitAsync(segmentation);
        Assert.Equal((StatusCode.NotFound, "MODEL_UNKNOWN"), (refusal.Code, refusal.Reason));
        Assert.Contains("spectral@1.0.0", refusal.Message, StringComparison.Ordinal);
        refusal = await Refusal.OfAsync(_server.Client.Models.DescribeModelAsync(new DescribeModelRequest { Model = "nobody" }));
        Assert.Equal((StatusCode.NotFound, "MODEL_UNKNOWN"), (refusal.Code, refusal.Reason));
    }

    public static TheoryData<string, Action<SubmitRequest>, string, string> Fields => new()
    {
        { "no work", request => request.ClearWork(), "WORK_MISSING", "work" },
        { "no image", request => request.Segmentation.Image = null, "IMAGE_MISSING", "segmentation.image.files" },
        { "no path", request => request.Segmentation.Image.Files[0].Path = "", "IMAGE_MISSING", "segmentation.image.files[0]" },
        { "band 0", request => request.Segmentation.Image.Bands.Add(new BandAssignment { Role = "B4" }), "BAND_INVALID", "segmentation.image.bands[0]" },
        { "threshold 1", request => request.Segmentation.Polygons = new PolygonOptions { Threshold = 1 }, "THRESHOLD_INVALID", "segmentation.polygons.threshold" },
        { "threshold NaN", request => request.Segmentation.Polygons = new PolygonOptions { Threshold = double.NaN }, "THRESHOLD_INVALID", "segmentation.polygons.threshold" },
        { "area -1", request => request.Segmentation.Polygons = new PolygonOptions { MinAreaM2 = -1 }, "AREA_INVALID", "segmentation.polygons.min_area_m2" },
        { "capacity 0", request => request.Segmentation.Polygons = new PolygonOptions { MwDcPerHa = 0 }, "CAPACITY_INVALID", "segmentation.polygons.mw_dc_per_ha" },
        { "title", request => request.Title = new string('x', 201), "TITLE_TOO_LONG", "title" },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_field_that_cannot_be_used_is_named(string what, Action<SubmitRequest> spoil, string reason, string field)
    {
        SubmitRequest request = Requests.Segmentation(NewId(), real.Segmentation());
        spoil(request);
        Refusal refusal = await Refusal.OfAsync(_server.Jobs.SubmitAsync(request));
        Assert.True((StatusCode.InvalidArgument, reason, field) == (refusal.Code, refusal.Reason, refusal.Field), $"{what}: {refusal}");
        await Assert.ThrowsAsync<RpcException>(() => _server.Jobs.GetJobAsync(new GetJobRequest { JobId = request.JobId }).ResponseAsync);
    }

    [Theory]
    [InlineData("nodata window", "NO_VALID_PIXELS")]
    [InlineData("damaged", "MODEL_DAMAGED")]
    [InlineData("infinite", "MODEL_DAMAGED")]
    [InlineData("pixels damaged", "RASTER_UNREADABLE")]
    public async Task What_only_a_run_can_find_fails_the_job_and_the_next_one_runs(string what, string reason)
    {
        SegmentationRequest segmentation = real.Segmentation();
        switch (what)
        {
            case "nodata window":
                segmentation.Region = Pixels(192, 10, 6, 6);
                break;
            case "pixels damaged":
                segmentation.Image = Requests.Image(Make("pixels.tif"));
                break;
            default:
                segmentation.Model = what;
                break;
        }
        string id = NewId();
        await _server.Jobs.SubmitAsync(Requests.Segmentation(id, segmentation));
        Job job = await _server.EndOfAsync(id);

        Assert.Equal((State.Failed, reason, 0, 1u), (job.State, job.Reason, job.Artifacts.Count, job.Attempts));
        Refusal.AssertIsSentence(job.Message);
        Assert.DoesNotContain(_server.Data.Root, job.Message, StringComparison.Ordinal);
        await AssertRunsAsync();
    }

    [Fact]
    public async Task Pixels_that_are_not_finite_are_left_out_and_disturb_no_other()
    {
        (int Column, int Row)[] bad = [(10, 10), (40, 20), (70, 90)];
        string path = Make("infinite.tif");
        string id = NewId();
        await _server.Jobs.SubmitAsync(Requests.Segmentation(id, new SegmentationRequest { Image = Requests.Image(path), Model = TestModels.Random }));

        Job job = await _server.EndOfAsync(id);

        Assert.True(job.State == State.Succeeded, job.Message);
        using OSGeo.GDAL.Dataset probability = OSGeo.GDAL.Gdal.Open(Path.Combine(_server.Data.Artefacts, id, "probability.tif"), OSGeo.GDAL.Access.GA_ReadOnly);
        using OSGeo.GDAL.Band band = probability.GetRasterBand(1);
        float[] values = new float[100 * 100];
        band.ReadRaster(0, 0, 100, 100, values, 100, 100, 0, 0);
        int[] left = [.. values.Select((value, i) => (value, i)).Where(pixel => !float.IsFinite(pixel.value)).Select(pixel => pixel.i)];
        Assert.Equal(bad.Select(pixel => pixel.Row * 100 + pixel.Column).Order(), left);
        Assert.All(values.Where(float.IsFinite), value => Assert.InRange(value, 0f, 1f));
    }

    [Fact]
    public async Task A_folder_of_results_that_cannot_be_written_fails_jobs_until_it_can()
    {
        string artefacts = _server.Data.Artefacts, aside = artefacts + ".aside";
        Directory.Move(artefacts, aside);
        await File.WriteAllTextAsync(artefacts, "in the way", Cancel);
        try
        {
            await _server.Jobs.SubmitAsync(Requests.Segmentation("unwritable", real.Segmentation()));
            Job job = await _server.EndOfAsync("unwritable");
            Assert.Equal((State.Failed, "OUTPUT_UNWRITABLE"), (job.State, job.Reason));
            Refusal.AssertIsSentence(job.Message);
        }
        finally
        {
            File.Delete(artefacts);
            Directory.Move(aside, artefacts);
        }
        await AssertRunsAsync();
    }

    [Fact]
    public async Task A_name_as_long_as_a_message_may_be_is_quoted_in_part()
    {
        string name = new('x', 1_000_000);
        foreach (Refusal refusal in (Refusal[])
        [
            await Refusal.OfAsync(_server.Jobs.GetJobAsync(new GetJobRequest { JobId = name })),
            await Refusal.OfAsync(_server.Jobs.SubmitAsync(Requests.Scripted(name, "any"))),
            await Refusal.OfAsync(_server.Jobs.SubmitAsync(Requests.Scripted(NewId(), name))),
            await Refusal.OfAsync(_server.Client.Models.DescribeModelAsync(new DescribeModelRequest { Model = name })),
            await Refusal.OfAsync(_server.Client.Imagery.FinishUploadAsync(new FinishUploadRequest { UploadId = name })),
            await Refusal.OfAsync(_server.Client.Imagery.InspectAsync(Requests.Inspect("/" + name))),
            await Refusal.OfAsync(_server.Client.System.AllowFolderAsync(new AllowFolderRequest { Folder = "/" + name })),
        ])
        {
            Assert.InRange(refusal.Message.Length, 10, 1100);
            Assert.NotEqual(StatusCode.Internal, refusal.Code);
        }
        await AssertAliveAsync();
    }

    private async Task<Refusal> SubmitAsync(SegmentationRequest segmentation)
    {
        string id = NewId();
        Refusal refusal = await Refusal.OfAsync(_server.Jobs.SubmitAsync(Requests.Segmentation(id, segmentation)));
        // Refused means that there is no job.
        Assert.Equal("JOB_NOT_FOUND", (await Refusal.OfAsync(_server.Jobs.GetJobAsync(new GetJobRequest { JobId = id }))).Reason);
        return refusal;
    }

    private async Task AssertAliveAsync()
    {
        await _server.AssertAliveAsync();
        Assert.Equal(10, (await _server.Client.Imagery.InspectAsync(Requests.Inspect(real.Good))).Bands.Count);
    }

    private async Task AssertRunsAsync()
    {
        string id = NewId();
        await _server.Jobs.SubmitAsync(Requests.Segmentation(id, real.Segmentation()));
        Job job = await _server.EndOfAsync(id);
        Assert.True(job.State == State.Succeeded, job.Message);
        Assert.Contains("\"count\":1", job.SummaryJson.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static string NewId() => $"bad-{Interlocked.Increment(ref _jobs)}";

    private static Region Pixels(int column, int row, int width, int height)
    {
        Imagery.Grids.GeoTransform transform = TestImage.Grid.Transform;
        (double left, double top) = transform.Apply(column, row);
        (double right, double bottom) = transform.Apply(column + width, row + height);
        return new Region { Extent = new Extent { MinX = left, MinY = bottom, MaxX = right, MaxY = top, Epsg = TestImage.Epsg } };
    }

    /// <summary>Makes a bad image by its name.</summary>
    private string Make(string name)
    {
        string path = real[name];
        if (File.Exists(path))
            return path;
        Imagery.Grids.Grid grid = RasterBuilder.Utm(100, 100);
        double Ground(int band, int column, int row) => 1000 + 10 * band + (column + row) % 7;
        switch (Path.GetFileName(name))
        {
            case "text.tif":
                File.WriteAllText(path, "This is a letter, not a raster.");
                break;
            case "empty.tif":
                File.WriteAllBytes(path, []);
                break;
            case "cut.tif":
                RasterBuilder.Write(path, grid, RealServer.Roles, Ground);
                using (FileStream file = File.Open(path, FileMode.Open))
                    file.SetLength(200);
                break;
            case "vrt.tif":
                File.WriteAllText(path, $"<VRTDataset rasterXSize=\"9\" rasterYSize=\"9\"><VRTRasterBand dataType=\"Byte\" band=\"1\"><SimpleSource><SourceFilename>{real.Good}</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>");
                break;
            case "four-bands.tif":
                RasterBuilder.Write(path, grid, ["B2", "B3", "B4", "B8"], Ground);
                break;
            case "no-crs.tif":
                RasterBuilder.Write(path, null, RealServer.Roles, Ground);
                break;
            case "outside.tif":
                RasterBuilder.Write(path, grid, RealServer.Roles, Ground);
                break;
            case "link.tif":
                File.CreateSymbolicLink(path, Make("../outside.tif"));
                break;
            case "large.tif":
                RasterBuilder.Write(path, RasterBuilder.Utm(300, 300), RealServer.Roles, Ground);
                break;
            case "pixels.tif":
                // Whole headers, and compressed pixels that are not what was compressed.
                RasterBuilder.Write(path, grid, RealServer.Roles, Ground, options: ["COMPRESS=DEFLATE"]);
                using (FileStream file = File.Open(path, FileMode.Open))
                {
                    file.Position = file.Length / 3;
                    file.Write(Enumerable.Repeat((byte)0xAA, (int)file.Length / 3).ToArray());
                }
                break;
            case "infinite.tif":
                RasterBuilder.Write(path, grid, RealServer.Roles, (band, column, row) => band != 2 ? 0.2 : (column, row) switch
                {
                    (10, 10) => double.PositiveInfinity,
                    (40, 20) => double.NaN,
                    (70, 90) => double.NegativeInfinity,
                    _ => 0.2,
                }, OSGeo.GDAL.DataType.GDT_Float32);
                break;
        }
        return path;
    }
}
