// SPDX-License-Identifier: MIT
using SolarGis.Jobs.Tests.Support;

namespace SolarGis.Jobs.Tests;

public sealed class DataFolderTests
{
    [Fact]
    public void Folders_are_their_owners_alone()
    {
        using var folder = new TemporaryFolder();
        var data = new DataFolder(folder["a/b"]);
        data.Create();
        data.Create();
        foreach (string path in (string[])[data.Root, data.Models, data.Jobs, data.Artefacts, data.Uploads, data.Logs])
        {
            Assert.True(Directory.Exists(path));
            // Windows has no modes: the user's profile protects the folder there.
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
        }
        Assert.Empty(Directory.EnumerateFiles(data.Root));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_said_with_the_way_out()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "in the way");
        var error = Assert.Throws<JobException>(() => new DataFolder(folder["file/data"]).Create());
        Assert.Equal("DATA_FOLDER_UNWRITABLE", error.Reason);
        Assert.Contains("choose another with --data", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_server_alone_holds_a_folder_and_the_next_may_take_it()
    {
        using var folder = new TemporaryFolder();
        var data = new DataFolder(folder.Path);
        data.Create();
        using (DataFolderLock.Take(data))
        {
            (Ready with { ProcessId = 4711 }).Write(data.ReadyFile);
            var error = Assert.Throws<JobException>(() => DataFolderLock.Take(data));
            Assert.Equal("DATA_FOLDER_IN_USE", error.Reason);
            Assert.Contains("(process 4711)", error.Message, StringComparison.Ordinal);
        }
        DataFolderLock.Take(data).Dispose();
    }

    private static ReadyFile Ready => new()
    {
        Grpc = "http://127.0.0.1:50071",
        GrpcWeb = "http://127.0.0.1:50072",
        Token = "secret",
        ProcessId = 1,
        Version = "0.1.0",
    };

    [Fact]
    public void The_ready_file_is_private_and_comes_back_as_it_was()
    {
        using var folder = new TemporaryFolder();
        Assert.Null(ReadyFile.TryRead(folder["ready.json"]));
        Ready.Write(folder["ready.json"]);
        (Ready with { ProcessId = 2 }).Write(folder["ready.json"]);
        Assert.Equal(Ready with { ProcessId = 2 }, ReadyFile.TryRead(folder["ready.json"]));
        Assert.Single(Directory.EnumerateFiles(folder.Path));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["ready.json"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"grpc\": 7}")]
    [InlineData("{\"grpc\": \"http://127.0.0.1:1\"}")]
    public void A_ready_file_that_cannot_be_understood_is_none(string content)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["ready.json"], content);
        Assert.Null(ReadyFile.TryRead(folder["ready.json"]));
    }
}
