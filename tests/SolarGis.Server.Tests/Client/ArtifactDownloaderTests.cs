// SPDX-License-Identifier: MIT
using SolarGis.Server.Client;

namespace SolarGis.Server.Tests.Client;

public sealed class ArtifactDownloaderTests
{
    [Fact]
    public async Task A_broken_download_goes_on_where_it_stopped()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Script { BrokenDownloads = 2 });
        using ServerConnection connection = server.Connect();

        string path = await Download(connection, server);

        Assert.Equal(server.Script.Content, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal([0UL, 512 * 1024, 1024 * 1024], server.Script.DownloadOffsets.ToArray());
    }

    [Fact]
    public async Task A_part_of_an_earlier_run_is_used()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Script());
        using ServerConnection connection = server.Connect();
        await File.WriteAllBytesAsync(Path.Combine(server.Folder, ".probability.tif.job.part"), server.Script.Content[..700_000], TestContext.Current.CancellationToken);

        string path = await Download(connection, server);

        Assert.Equal(server.Script.Content, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal(700_000UL, Assert.Single(server.Script.DownloadOffsets));
    }

    [Fact]
    public async Task A_damaged_download_is_fetched_again_from_the_start()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Script { DamagedDownloads = 1 });
        using ServerConnection connection = server.Connect();

        string path = await Download(connection, server);

        Assert.Equal(server.Script.Content, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal([0UL, 0UL], server.Script.DownloadOffsets.ToArray());
    }

    [Fact]
    public async Task A_download_damaged_twice_leaves_no_file()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Script { DamagedDownloads = 2 });
        using ServerConnection connection = server.Connect();

        ClientException error = await Assert.ThrowsAsync<ClientException>(() => Download(connection, server));

        Assert.Equal("DOWNLOAD_DAMAGED", error.Reason);
        Assert.DoesNotContain(Directory.EnumerateFiles(server.Folder), f => f.Contains("probability", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../escape.tif")]
    [InlineData("a/b.tif")]
    [InlineData(@"a\b.tif")]
    [InlineData(".hidden")]
    [InlineData("C:evil.tif")]
    [InlineData("")]
    public async Task Names_that_are_no_plain_file_names_are_refused(string name)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Script { ArtifactName = name });
        using ServerConnection connection = server.Connect();

        ClientException error = await Assert.ThrowsAsync<ClientException>(() => Download(connection, server));

        Assert.Equal("ARTIFACT_NAME_INVALID", error.Reason);
        Assert.Empty(server.Script.DownloadOffsets);
    }

    private static Task<string> Download(ServerConnection connection, ScriptedServer server) =>
        new ArtifactDownloader(connection).DownloadAsync("job", server.Script.Artifact, server.Folder, _ => { }, TestContext.Current.CancellationToken);
}
