// SPDX-License-Identifier: MIT
using SolarGis.Server.Client;

namespace SolarGis.Server.Tests.Client;

public sealed class UploaderTests
{
    [Fact]
    public async Task Chunks_that_are_lost_are_sent_again_and_the_file_arrives_whole()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Script { LostChunks = 2 });
        using ServerConnection connection = server.Connect();
        string path = Path.Combine(server.Folder, "scene.tif");
        await File.WriteAllBytesAsync(path, server.Script.Content, TestContext.Current.CancellationToken);
        List<ulong> committed = [];

        string id = await new Uploader(connection).UploadAsync(path, (done, _) => committed.Add(done), TestContext.Current.CancellationToken);

        Assert.Equal(server.Script.Content, server.Script.Received.ToArray());
        Assert.Equal(5, server.Script.Chunks);
        Assert.Matches("^[A-Za-z0-9_-]{1,64}$", id);
        Assert.Equal(committed.Order(), committed);
    }

    [Fact]
    public async Task An_upload_goes_on_at_the_committed_byte()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Script());
        using ServerConnection connection = server.Connect();
        string path = Path.Combine(server.Folder, "scene.tif");
        await File.WriteAllBytesAsync(path, server.Script.Content, TestContext.Current.CancellationToken);
        server.Script.Received.Write(server.Script.Content.AsSpan(0, 1_000_000));

        await new Uploader(connection).UploadAsync(path, (_, _) => { }, TestContext.Current.CancellationToken);

        Assert.Equal(server.Script.Content, server.Script.Received.ToArray());
        Assert.Equal(1, server.Script.Chunks);
    }
}
