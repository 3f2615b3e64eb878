// SPDX-License-Identifier: MIT
using System.Security.Cryptography;
using SolarGis.Jobs.Tests.Support;

namespace SolarGis.Jobs.Tests;

public sealed class ArtifactStoreTests
{
    private static readonly ArtifactLimits Unlimited = new(long.MaxValue, 0);

    [Fact]
    public void Files_are_seen_all_at_once_with_size_and_hash_and_nothing_else_is_kept()
    {
        using var folder = new TemporaryFolder();
        var store = new ArtifactStore(folder.Path, Unlimited);
        string work = store.Begin("a");
        byte[] content = [.. Enumerable.Range(0, 100_000).Select(i => (byte)i)];
        File.WriteAllBytes(Path.Combine(work, "p.tif"), content);
        File.WriteAllText(Path.Combine(work, "scratch.tmp"), "x");
        Directory.CreateDirectory(Path.Combine(work, "temporary", "deep"));
        Assert.Equal([".a"], Names(folder.Path));

        Artifact artifact = Assert.Single(store.Commit("a", [new ProducedFile("p.tif", "probability", "image/tiff", "Probability")]));

        Assert.Equal(["a"], Names(folder.Path));
        Assert.Equal(["p.tif"], Names(folder["a"]));
        Assert.Equal((100_000L, Convert.ToHexString(SHA256.HashData(content))), (artifact.Size, Convert.ToHexString(artifact.Sha256.Span)));
        Assert.Equal(100_000, store.UsedBytes);
        Assert.Equal(100_000, new ArtifactStore(folder.Path, Unlimited).UsedBytes);
        using FileStream read = store.OpenRead("a", artifact);
        Assert.Equal(content, ReadAll(read));
    }

    [Fact]
    public void What_a_killed_server_left_half_done_is_gone_and_what_it_finished_stays()
    {
        using var folder = new TemporaryFolder();
        var store = new ArtifactStore(folder.Path, Unlimited);
        Finish(store, "done", 10);
        File.WriteAllText(Path.Combine(store.Begin("half"), "p.tif"), "half a raster");

        var after = new ArtifactStore(folder.Path, Unlimited);

        Assert.Equal(["done"], Names(folder.Path));
        Assert.Equal(10, after.UsedBytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../secret")]
    [InlineData("deep/file")]
    [InlineData(".hidden")]
    [InlineData("absent.tif")]
    public void A_named_file_that_is_no_plain_file_of_the_folder_is_refused(string name)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["secret"], "not the engine's");
        var store = new ArtifactStore(folder.Path, Unlimited);
        Directory.CreateDirectory(Path.Combine(store.Begin("a"), "deep"));
        File.WriteAllText(folder[".a/deep/file"], "x");
        File.WriteAllText(folder[".a/.hidden"], "x");
        var error = Assert.Throws<JobException>(() => store.Commit("a", [new ProducedFile(name, "summary", "text/plain", "T")]));
        Assert.Equal("ARTIFACT_MISSING", error.Reason);
        Assert.False(Directory.Exists(folder["a"]));
    }

    [Fact]
    public void Results_over_the_limit_are_refused_and_deleting_makes_room()
    {
        using var folder = new TemporaryFolder();
        var store = new ArtifactStore(folder.Path, new ArtifactLimits(100, 0));
        Finish(store, "a", 60);
        var error = Assert.Throws<JobException>(() => Finish(store, "b", 60));
        Assert.Equal("ARTIFACT_BUDGET", error.Reason);
        store.Discard("b");
        Assert.Equal(60, store.UsedBytes);
        Finish(store, "c", 40);
        Assert.Equal("ARTIFACT_BUDGET", Assert.Throws<JobException>(() => store.Begin("d")).Reason);
        store.Delete("a");
        Finish(store, "b", 60);
        Assert.Equal(["b", "c"], Names(folder.Path));
    }

    [Fact]
    public void Little_free_space_is_said_before_work_begins()
    {
        using var folder = new TemporaryFolder();
        var store = new ArtifactStore(folder.Path, new ArtifactLimits(long.MaxValue, long.MaxValue));
        Assert.Equal("DISK_FULL", Assert.Throws<JobException>(() => store.Begin("a")).Reason);
    }

    [Fact]
    public void A_folder_of_results_that_is_gone_is_said_before_work_begins()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["artefacts"]);
        var store = new ArtifactStore(folder["artefacts"], Unlimited);
        Directory.Delete(folder["artefacts"]);
        File.WriteAllText(folder["artefacts"], "in the way");
        var error = Assert.Throws<JobException>(() => store.Begin("a"));
        Assert.Equal("OUTPUT_UNWRITABLE", error.Reason);
        Assert.Contains("ask its administrator", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_somebody_removed_is_lost_with_a_sentence_not_a_path()
    {
        using var folder = new TemporaryFolder();
        var store = new ArtifactStore(folder.Path, Unlimited);
        Artifact artifact = Finish(store, "a", 5);
        File.Delete(store.PathOf("a", artifact));
        var error = Assert.Throws<JobException>(() => store.OpenRead("a", artifact));
        Assert.Equal(("ARTIFACT_LOST", "'p.tif' of job 'a' is no longer on the server's disk; run the job again."), (error.Reason, error.Message));
    }

    [Fact]
    public void A_folder_that_no_record_knows_is_moved_aside_not_overwritten()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["a"]);
        File.WriteAllText(folder["a/precious"], "of an older database");
        var store = new ArtifactStore(folder.Path, Unlimited);
        Finish(store, "a", 5);
        Assert.Equal(["p.tif"], Names(folder["a"]));
        string aside = Assert.Single(Directory.GetDirectories(folder.Path), path => Path.GetFileName(path) != "a");
        Assert.Equal(["precious"], Names(aside));
    }

    [Fact]
    public void An_open_download_survives_the_deletion_of_its_job()
    {
        using var folder = new TemporaryFolder();
        var store = new ArtifactStore(folder.Path, Unlimited);
        Artifact artifact = Finish(store, "a", 1000);
        using FileStream read = store.OpenRead("a", artifact);
        store.Delete("a");
        Assert.Equal(1000, ReadAll(read).Length);
    }

    private static Artifact Finish(ArtifactStore store, string job, int size)
    {
        File.WriteAllBytes(Path.Combine(store.Begin(job), "p.tif"), new byte[size]);
        return store.Commit(job, [new ProducedFile("p.tif", "probability", "image/tiff", "Probability")]).Single();
    }

    private static string[] Names(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static byte[] ReadAll(FileStream stream)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
