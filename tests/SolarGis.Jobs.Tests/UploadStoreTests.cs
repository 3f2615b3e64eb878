// SPDX-License-Identifier: MIT
using System.Security.Cryptography;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using SolarGis.Jobs.Tests.Support;

namespace SolarGis.Jobs.Tests;

public sealed class UploadStoreTests
{
    private static readonly TimeSpan KeepFor = TimeSpan.FromHours(48);
    private static readonly UploadLimits Roomy = new(1 << 20, 4 << 20, 0, KeepFor);
    private static readonly byte[] Content = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7))];

    [Fact]
    public void Chunks_make_the_file_and_asking_again_changes_nothing()
    {
        using var bench = new Bench();
        Assert.Equal(0, bench.Begin("u").Committed);
        Assert.Equal(2000, bench.Write("u", 0, 2000).Committed);
        Assert.Equal(2000, bench.Write("u", 0, 2000).Committed);
        Assert.Equal(2000, bench.Write("u", 500, 100).Committed);
        Assert.Equal(5000, bench.Write("u", 2000, 3000).Committed);
        Assert.False(bench.Begin("U").Finished);
        Assert.True(bench.Store.Finish("u").Finished);
        Assert.True(bench.Store.Finish("u").Finished);
        Assert.True(bench.Begin("u").Finished);
        Assert.Equal(Content, File.ReadAllBytes(bench.Store.PathOf("u")));
        Assert.EndsWith("u.tif", bench.Store.PathOf("u"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1999, 10)]
    [InlineData(2001, 10)]
    [InlineData(-1, 10)]
    [InlineData(2000, 3001)]
    public void A_chunk_that_does_not_follow_is_refused_with_where_to_go_on(long offset, int length)
    {
        using var bench = new Bench();
        bench.Begin("u");
        bench.Write("u", 0, 2000);
        byte[] data = new byte[length];
        var error = Assert.Throws<JobException>(() => bench.Store.Write("u", offset, data, Crc32C.Compute(data)));
        Assert.Equal("CHUNK_MISPLACED", error.Reason);
        Assert.Contains("go on at 2000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_chunk_is_refused_and_nothing_of_it_is_stored()
    {
        using var bench = new Bench();
        bench.Begin("u");
        var error = Assert.Throws<JobException>(() => bench.Store.Write("u", 0, Content, Crc32C.Compute(Content) ^ 1));
        Assert.Equal("CHUNK_CORRUPT", error.Reason);
        Assert.Equal(0, bench.Begin("u").Committed);
    }

    [Fact]
    public void A_chunk_is_neither_empty_nor_too_large()
    {
        using var bench = new Bench();
        bench.Begin("u");
        foreach (byte[] data in (byte[][])[[], new byte[UploadStore.MaxChunk + 1]])
            Assert.Equal("CHUNK_TOO_LARGE", Assert.Throws<JobException>(() => bench.Store.Write("u", 0, data, Crc32C.Compute(data))).Reason);
    }

    [Fact]
    public void After_a_crash_it_goes_on_at_the_committed_byte_whatever_lies_behind_it()
    {
        using var bench = new Bench();
        bench.Begin("u");
        bench.Write("u", 0, 3000);
        using (FileStream half = File.Open(bench.File("u.tif"), FileMode.Append))
            half.Write(new byte[4000]);

        bench.Restart();

        Assert.Equal(3000, bench.Begin("u").Committed);
        bench.Write("u", 3000, 2000);
        Assert.True(bench.Store.Finish("u").Finished);
    }

    [Fact]
    public void A_file_whose_hash_differs_starts_again_at_zero()
    {
        using var bench = new Bench();
        bench.Begin("u");
        byte[] wrong = new byte[Content.Length];
        bench.Store.Write("u", 0, wrong, Crc32C.Compute(wrong));
        Assert.Equal("UPLOAD_CORRUPT", Assert.Throws<JobException>(() => bench.Store.Finish("u")).Reason);
        Assert.Equal(0, bench.Begin("u").Committed);
        bench.Write("u", 0, 5000);
        Assert.True(bench.Store.Finish("u").Finished);
    }

    [Fact]
    public void A_file_that_somebody_removed_starts_again_at_zero()
    {
        using var bench = new Bench();
        bench.Begin("u");
        bench.Write("u", 0, 5000);
        File.Delete(bench.File("u.tif"));
        Assert.Equal("UPLOAD_CORRUPT", Assert.Throws<JobException>(() => bench.Store.Finish("u")).Reason);
        bench.Write("u", 0, 5000);
        Assert.True(bench.Store.Finish("u").Finished);
    }

    [Fact]
    public void An_unfinished_or_unknown_upload_cannot_be_named_in_a_request()
    {
        using var bench = new Bench();
        bench.Begin("u");
        Assert.Equal("UPLOAD_INCOMPLETE", Assert.Throws<JobException>(() => bench.Store.Finish("u")).Reason);
        Assert.Equal("UPLOAD_INCOMPLETE", Assert.Throws<JobException>(() => bench.Store.PathOf("u")).Reason);
        Assert.Equal("UPLOAD_NOT_FOUND", Assert.Throws<JobException>(() => bench.Store.PathOf("v")).Reason);
        Assert.Equal("UPLOAD_NOT_FOUND", Assert.Throws<JobException>(() => bench.Write("v", 0, 10)).Reason);
        bench.Store.Delete("v");
        bench.Store.Delete("u");
        Assert.Equal("UPLOAD_NOT_FOUND", Assert.Throws<JobException>(() => bench.Store.Finish("u")).Reason);
        Assert.Empty(bench.Files);
    }

    [Theory]
    [InlineData("u/../v", 10, 32, "ID_INVALID")]
    [InlineData("v", 0, 32, "UPLOAD_INVALID")]
    [InlineData("v", -1, 32, "UPLOAD_INVALID")]
    [InlineData("v", 10, 31, "UPLOAD_INVALID")]
    [InlineData("v", (1 << 20) + 1, 32, "UPLOAD_TOO_LARGE")]
    [InlineData("taken", 10, 32, "UPLOAD_EXISTS")]
    public void What_cannot_be_begun_is_refused_before_a_byte_is_sent(string id, long size, int hash, string reason)
    {
        using var bench = new Bench();
        bench.Begin("taken");
        Assert.Equal(reason, Assert.Throws<JobException>(() => bench.Store.Begin(id, "a.tif", size, new byte[hash])).Reason);
        Assert.Equal(["taken.tif"], bench.Files);
    }

    [Fact]
    public void All_uploads_together_stay_below_the_limit_by_their_announced_sizes()
    {
        using var bench = new Bench(Roomy with { MaxTotalBytes = 9_999 });
        bench.Begin("u");
        Assert.Equal("UPLOAD_BUDGET", Assert.Throws<JobException>(() => bench.Begin("v")).Reason);
        bench.Store.Delete("u");
        Assert.Equal(0, bench.Begin("v").Committed);
    }

    [Fact]
    public void An_upload_that_would_fill_the_disk_is_refused()
    {
        using var bench = new Bench(Roomy with { MinFreeBytes = long.MaxValue });
        Assert.Equal("DISK_FULL", Assert.Throws<JobException>(() => bench.Begin("u")).Reason);
    }

    [Fact]
    public void What_nobody_used_for_long_is_removed_and_use_keeps_it()
    {
        using var bench = new Bench();
        foreach (string id in (string[])["used", "unused"])
        {
            bench.Begin(id);
            bench.Write(id, 0, 5000);
            bench.Store.Finish(id);
        }
        bench.Time.Advance(KeepFor / 2);
        bench.Store.PathOf("used");
        bench.Time.Advance(KeepFor / 2 + TimeSpan.FromMinutes(1));

        bench.Restart();

        Assert.Equal(["used.tif"], bench.Files);
        Assert.Equal("UPLOAD_NOT_FOUND", Assert.Throws<JobException>(() => bench.Store.PathOf("unused")).Reason);
    }

    [Theory]
    [InlineData("scene.tif", "u.tif")]
    [InlineData("scene.JP2", "u.JP2")]
    [InlineData("scene", "u")]
    [InlineData("scene.tif/../../x", "u")]
    [InlineData("scene.t;f", "u")]
    [InlineData("a.b.jp2", "u.jp2")]
    public void Of_the_clients_name_only_a_plain_extension_reaches_the_disk(string name, string expected)
    {
        using var bench = new Bench();
        bench.Store.Begin("u", name, 1, new byte[32]);
        Assert.Equal([expected], bench.Files);
    }

    /// <summary>Answers get lost, chunks come twice, servers restart: a client that goes on where Begin says always arrives.</summary>
    [Fact]
    public void Any_way_of_sending_ends_with_the_same_bytes() =>
        Gen.Select(Gen.Byte.Array[1, 3000], Gen.Select(Gen.Int[1, 700], Gen.Int[0, 5]).Array[1, 12]).Sample((content, steps) =>
        {
            using var bench = new Bench();
            byte[] hash = SHA256.HashData(content);
            long before = 0;
            for (int i = 0; ; i++)
            {
                Upload upload = bench.Store.Begin("u", "a.tif", content.Length, hash);
                Assert.Equal(before, upload.Committed);
                if (upload.Committed == content.Length)
                    break;
                (int length, int trouble) = steps[i % steps.Length];
                byte[] chunk = content[(int)upload.Committed..Math.Min((int)upload.Committed + length, content.Length)];
                uint crc = Crc32C.Compute(chunk);
                // Damaged on the way: refused, sent again.
                if (trouble == 0)
                    Assert.Throws<JobException>(() => bench.Store.Write("u", upload.Committed, chunk, crc + 1));
                bench.Store.Write("u", upload.Committed, chunk, crc);
                // The answer was lost: sent twice.
                if (trouble == 1)
                    bench.Store.Write("u", upload.Committed, chunk, crc);
                if (trouble == 2)
                    bench.Restart();
                before += chunk.Length;
            }
            Assert.True(bench.Store.Finish("u").Finished);
            Assert.Equal(content, File.ReadAllBytes(bench.Store.PathOf("u")));
        }, iter: 20, threads: 1);

    /// <summary>An upload store over a folder of its own.</summary>
    private sealed class Bench : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly UploadLimits _limits;
        private readonly JobDatabase _database;

        public Bench(UploadLimits? limits = null)
        {
            _limits = limits ?? Roomy;
            Directory.CreateDirectory(_folder["uploads"]);
            _database = new JobDatabase(_folder["jobs.sqlite"]);
            Store = new UploadStore(_folder["uploads"], _database, _limits, Time);
        }

        public FakeTimeProvider Time { get; } = new();

        public UploadStore Store { get; private set; }

        public string[] Files => [.. Directory.EnumerateFiles(_folder["uploads"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

        public string File(string name) => Path.Combine(_folder["uploads"], name);

        public void Restart() => Store = new UploadStore(_folder["uploads"], _database, _limits, Time);

        public Upload Begin(string id) => Store.Begin(id, "scene.tif", Content.Length, SHA256.HashData(Content));

        public Upload Write(string id, int offset, int length) =>
            Store.Write(id, offset, Content.AsSpan(offset, length), Crc32C.Compute(Content.AsSpan(offset, length)));

        public void Dispose()
        {
            _database.Release();
            _folder.Dispose();
        }
    }
}
