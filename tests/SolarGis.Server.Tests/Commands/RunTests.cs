// SPDX-License-Identifier: MIT
using System.Text.Json.Nodes;
using SolarGis.Server.Commands;
using SolarGis.Server.Tests.Client;
using SolarGis.V1;

namespace SolarGis.Server.Tests.Commands;

public sealed class RunTests
{
    [Fact]
    public async Task Segment_sends_what_the_server_cannot_see_and_brings_the_files()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Script { BrokenWatches = 1, BrokenDownloads = 1 });
        string raster = await WriteRaster(server);
        string folder = Path.Combine(server.Folder, "out");

        (int code, string output, string error) = await CommandLine.RunAsync(
            ["segment", raster, "--extent", "1,2,3,4", "--threshold", "0.7", "--offset", "-0.1", "--out", folder, "--json", .. At(server)]);

        Assert.True(code == ExitCode.Success, error);
        Assert.Equal("succeeded", JsonNode.Parse(output)!["job"]!["state"]!.GetValue<string>());
        Assert.Equal(server.Script.Content, await File.ReadAllBytesAsync(Path.Combine(folder, "probability.tif"), TestContext.Current.CancellationToken));
        Assert.Equal(server.Script.Content, server.Script.Received.ToArray());
        SegmentationRequest sent = server.Script.Submitted!.Segmentation;
        Assert.StartsWith("sha256-", sent.Image.Files.Single().UploadId, StringComparison.Ordinal);
        // Without --epsg the extent is in the image's own system, which the server told.
        Assert.Equal(32643u, sent.Region.Extent.Epsg);
        Assert.Equal((0.7, -0.1), (sent.Polygons.Threshold, sent.Image.Radiometry.Offset));
        Assert.Equal(sent, RunRecord.Read(folder));
    }

    [Fact]
    public async Task A_folder_that_takes_no_file_is_refused_before_anything_is_sent()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Script());
        string raster = await WriteRaster(server);

        // Below a file there is no folder, whoever asks.
        string folder = Path.Combine(raster, "out");
        (int code, _, string error) = await CommandLine.RunAsync(["segment", raster, "--out", folder, .. At(server)]);

        Assert.Equal(ExitCode.Failed, code);
        Assert.Equal($"The folder {folder} cannot be written to; choose another one with --out.{Environment.NewLine}", error);
        Assert.Null(server.Script.Submitted);
    }

    [Fact]
    public async Task A_failed_job_is_one_sentence_and_exit_code_1()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            new Script { FinalState = Job.Types.State.Failed, FinalMessage = "The model needs B11 and B12; this image has 4 bands." });
        string raster = await WriteRaster(server);

        (int code, string output, string error) = await CommandLine.RunAsync(["segment", raster, "--out", server.Folder, "--json", .. At(server)]);

        Assert.Equal(ExitCode.Failed, code);
        Assert.EndsWith($"The model needs B11 and B12; this image has 4 bands.{Environment.NewLine}", error, StringComparison.Ordinal);
        Assert.Equal("The model needs B11 and B12; this image has 4 bands.", JsonNode.Parse(output)!["error"]!["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_job_that_is_not_there_is_exit_code_3()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Script());

        (int code, string output, string error) = await CommandLine.RunAsync(["jobs", "show", "missing", .. At(server)]);

        Assert.Equal((ExitCode.Refused, ""), (code, output));
        Assert.Equal($"There is no job missing; \"jobs list\" shows the jobs.{Environment.NewLine}", error);
    }

    [Fact]
    public async Task A_file_over_the_upload_limit_is_refused_before_it_is_sent()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Script { UploadLimit = 1000 });
        string raster = await WriteRaster(server);

        (int code, _, string error) = await CommandLine.RunAsync(["segment", raster, "--out", server.Folder, .. At(server)]);

        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains("cut the region out", error, StringComparison.Ordinal);
        Assert.Equal(0, server.Script.Chunks);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_exit_code_4()
    {
        ScriptedServer server = await ScriptedServer.StartAsync(new Script());
        string token = Path.GetTempFileName();
        await File.WriteAllTextAsync(token, "t", TestContext.Current.CancellationToken);
        string address = server.Address;
        await server.DisposeAsync();

        (int code, _, string error) = await CommandLine.RunAsync("status", "--server", address, "--token-file", token);

        File.Delete(token);
        Assert.Equal(ExitCode.Unreachable, code);
        Assert.StartsWith("The server does not answer", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_and_stop_start_no_server()
    {
        string data = Directory.CreateTempSubdirectory("solargis-data-").FullName;

        (int status, _, string error) = await CommandLine.RunAsync("status", "--data", data);
        (int stop, string output, _) = await CommandLine.RunAsync("stop", "--data", data);

        Assert.Empty(Directory.EnumerateFileSystemEntries(data));
        Directory.Delete(data);
        Assert.Equal(ExitCode.Unreachable, status);
        Assert.StartsWith("No server runs", error, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Success, $"No server runs.{Environment.NewLine}"), (stop, output));
    }

    [Fact]
    public async Task Status_shows_a_named_server()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Script());

        (int code, string output, _) = await CommandLine.RunAsync(["status", .. At(server)]);

        Assert.Equal(ExitCode.Success, code);
        Assert.StartsWith("solargis 9.9.9 at ", output, StringComparison.Ordinal);
    }

    private static string[] At(ScriptedServer server) => ["--server", server.Address, "--token-file", server.TokenFile];

    private static async Task<string> WriteRaster(ScriptedServer server)
    {
        string raster = Path.Combine(server.Folder, "scene.tif");
        await File.WriteAllBytesAsync(raster, server.Script.Content);
        return raster;
    }
}
