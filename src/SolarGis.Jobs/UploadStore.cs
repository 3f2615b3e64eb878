// SPDX-License-Identifier: MIT
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace SolarGis.Jobs;

/// <summary>Pixels that clients send in chunks. The committed byte count survives a crash; nothing before it is ever asked for again.</summary>
/// <remarks>Thread-safe; chunks are written one after the other.</remarks>
public sealed partial class UploadStore
{
    /// <summary>The largest chunk, bytes.</summary>
    public const int MaxChunk = 512 * 1024;

    private readonly string _root;
    private readonly JobDatabase _database;
    private readonly UploadLimits _limits;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();

    /// <summary>Uses a folder, after removing uploads that nobody used for long.</summary>
    public UploadStore(string root, JobDatabase database, UploadLimits limits, TimeProvider? time = null)
    {
        _root = root;
        _database = database;
        _limits = limits;
        _time = time ?? TimeProvider.System;
        lock (_gate)
            Expire();
    }

    /// <summary>Starts an upload, or tells how far it is.</summary>
    /// <exception cref="JobException">ID_INVALID, UPLOAD_INVALID, UPLOAD_EXISTS, UPLOAD_TOO_LARGE, UPLOAD_BUDGET or DISK_FULL.</exception>
    public Upload Begin(string id, string fileName, long size, ReadOnlyMemory<byte> sha256)
    {
        Identifier.Check(id, "upload");
        if (size <= 0 || sha256.Length != SHA256.HashSizeInBytes)
            throw new JobException("UPLOAD_INVALID", "An upload announces its size, above 0, and its SHA-256 of 32 bytes.");
        if (size > _limits.MaxBytes)
        {
            throw new JobException("UPLOAD_TOO_LARGE",
                $"'{fileName}' has {size / 1e9:0.###} GB and this server takes {_limits.MaxBytes / 1e9:0.###} GB: send a smaller region.");
        }
        lock (_gate)
        {
            if (TryGet(id) is { } existing)
            {
                if (existing.Size == size && existing.Sha256.Span.SequenceEqual(sha256.Span))
                    return existing;
                throw new JobException("UPLOAD_EXISTS", $"Upload '{id}' holds another file; choose a new upload id.");
            }
            Expire();
            EnsureRoom(size);
            var upload = new Upload(id, fileName, size, sha256, 0, false);
            File.Create(FileOf(upload)).Dispose();
            Save(upload);
            return upload;
        }
    }

    /// <summary>Appends a chunk; one that is committed already changes nothing.</summary>
    /// <exception cref="JobException">UPLOAD_NOT_FOUND, CHUNK_TOO_LARGE, CHUNK_CORRUPT, CHUNK_MISPLACED or DISK_FULL.</exception>
    public Upload Write(string id, long offset, ReadOnlySpan<byte> data, uint crc32C)
    {
        if (data.Length is 0 or > MaxChunk)
            throw new JobException("CHUNK_TOO_LARGE", $"A chunk has 1 to {MaxChunk} bytes; this one has {data.Length}.");
        if (Crc32C.Compute(data) != crc32C)
            throw new JobException("CHUNK_CORRUPT", $"The chunk at {offset} was damaged on its way (its CRC-32C differs); send it again.");
        lock (_gate)
        {
            Upload upload = Get(id);
            if (offset >= 0 && offset + data.Length <= upload.Committed)
                return upload;
            if (offset != upload.Committed || offset + data.Length > upload.Size)
            {
                throw new JobException("CHUNK_MISPLACED",
                    $"The chunk at {offset} does not follow the {upload.Committed} bytes of {upload.Size} that are stored; go on at {upload.Committed}.");
            }
            Append(upload, data);
            upload = upload with { Committed = offset + data.Length };
            Save(upload);
            return upload;
        }
    }

    /// <summary>Verifies size and hash.</summary>
    /// <exception cref="JobException">UPLOAD_NOT_FOUND, UPLOAD_INCOMPLETE, or UPLOAD_CORRUPT: it starts again at 0.</exception>
    public Upload Finish(string id)
    {
        Upload upload;
        lock (_gate)
            upload = Get(id);
        if (upload.Finished)
            return upload;
        if (upload.Committed != upload.Size)
        {
            throw new JobException("UPLOAD_INCOMPLETE",
                $"{upload.Committed} of {upload.Size} bytes of '{upload.FileName}' are stored; send the rest first.");
        }
        // Gigabytes take seconds to hash, and nobody else waits for that: a whole upload does not change any more.
        bool isWhole = IsWhole(upload);
        lock (_gate)
        {
            // Deleted meanwhile, it stays so.
            Get(id);
            upload = isWhole ? upload with { Finished = true } : upload with { Committed = 0 };
            Save(upload);
        }
        return isWhole ? upload : throw new JobException("UPLOAD_CORRUPT",
            $"'{upload.FileName}' arrived damaged (its SHA-256 differs); send it again from the start.");
    }

    /// <summary>Where a finished upload lies; asking counts as use.</summary>
    /// <exception cref="JobException">UPLOAD_NOT_FOUND or UPLOAD_INCOMPLETE.</exception>
    public string PathOf(string id)
    {
        lock (_gate)
        {
            Upload upload = Get(id);
            if (!upload.Finished)
                throw new JobException("UPLOAD_INCOMPLETE", $"Upload '{id}' is not finished; finish it before you name it in a request.");
            Save(upload);
            return FileOf(upload);
        }
    }

    /// <summary>Removes an upload; nothing happens when there is none.</summary>
    public void Delete(string id)
    {
        lock (_gate)
        {
            if (TryGet(id) is { } upload)
                Remove(upload);
        }
    }

    // GDAL tells some formats by the extension alone.
    [GeneratedRegex(@"\.[A-Za-z0-9]{1,8}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Extension();

    private string FileOf(Upload upload) => Path.Combine(_root, upload.Id + Extension().Match(upload.FileName).Value);

    private Upload Get(string id) => TryGet(id)
        ?? throw new JobException("UPLOAD_NOT_FOUND", $"There is no upload {Identifier.Quote(id)}; begin it (uploads that nobody uses are removed).");

    private Upload? TryGet(string id)
    {
        using SqliteConnection connection = _database.Open();
        return UploadRows.Select(connection, "WHERE id = $id", ("$id", id)).Select(row => row.Upload).FirstOrDefault();
    }

    private bool IsWhole(Upload upload)
    {
        try
        {
            using var stream = new FileStream(FileOf(upload), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
            return stream.Length == upload.Size && SHA256.HashData(stream).AsSpan().SequenceEqual(upload.Sha256.Span);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private void Append(Upload upload, ReadOnlySpan<byte> data)
    {
        try
        {
            using var stream = new FileStream(FileOf(upload), FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 1);
            // A crash may have left half a chunk behind the committed bytes.
            stream.SetLength(upload.Committed);
            stream.Position = upload.Committed;
            stream.Write(data);
            stream.Flush(flushToDisk: true);
        }
        catch (IOException e) when (DiskFull.Is(e))
        {
            throw DiskFull.Error($"'{upload.FileName}'", e);
        }
    }

    private void EnsureRoom(long size)
    {
        List<Upload> all = All().ConvertAll(row => row.Upload);
        if (all.Sum(upload => upload.Size) + size > _limits.MaxTotalBytes)
        {
            throw new JobException("UPLOAD_BUDGET",
                $"Uploads have reached this server's limit of {_limits.MaxTotalBytes / 1e9:0.###} GB; delete some, then send it again.");
        }
        long outstanding = all.Sum(upload => upload.Size - upload.Committed);
        if (new DriveInfo(_root).AvailableFreeSpace - outstanding - size < _limits.MinFreeBytes)
            throw DiskFull.Error("the upload");
    }

    private void Expire()
    {
        DateTimeOffset oldest = _time.GetUtcNow() - _limits.KeepFor;
        foreach ((Upload upload, DateTimeOffset touched) in All())
        {
            if (touched < oldest)
                Remove(upload);
        }
    }

    private List<(Upload Upload, DateTimeOffset Touched)> All()
    {
        using SqliteConnection connection = _database.Open();
        return UploadRows.Select(connection, "");
    }

    private void Save(Upload upload) => UploadRows.Save(_database, upload, _time.GetUtcNow());

    private void Remove(Upload upload)
    {
        File.Delete(FileOf(upload));
        UploadRows.Delete(_database, upload.Id);
    }
}
