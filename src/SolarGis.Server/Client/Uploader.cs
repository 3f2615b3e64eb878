// SPDX-License-Identifier: MIT
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using SolarGis.Jobs;
using SolarGis.Server.Commands;
using SolarGis.V1;
using Upload = SolarGis.V1.Upload;

namespace SolarGis.Server.Client;

/// <summary>Sends a file to a server that cannot see it: chunks with CRC32C, resumed at the committed byte.</summary>
/// <param name="connection">The server.</param>
internal sealed class Uploader(ServerConnection connection)
{
    private const int ChunkBytes = 512 * 1024;
    private const int Attempts = 5;

    /// <summary>Sends one file; the same content sent again, even by another run, goes on where it stopped.</summary>
    /// <param name="path">The file.</param>
    /// <param name="committed">Told the bytes that are safely stored, and the size.</param>
    /// <param name="cancel">Leaves what was sent for a later resume.</param>
    /// <returns>The upload's id, to be named in an image.</returns>
    public async Task<string> UploadAsync(string path, Action<ulong, ulong> committed, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true);
        byte[] hash = await SHA256.HashDataAsync(file, cancel);
        // The content names the upload, so a new run finds its own half-sent file.
        string id = $"sha256-{Convert.ToHexStringLower(hash)[..40]}";
        var begin = new BeginUploadRequest
        {
            UploadId = id,
            FileName = Path.GetFileName(path),
            Size = (ulong)file.Length,
            Sha256 = ByteString.CopyFrom(hash),
        };
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                Upload upload = await connection.Imagery.BeginUploadAsync(begin, deadline: Deadline, cancellationToken: cancel);
                committed(upload.Committed, upload.Size);
                if (upload.Finished) return id;
                await SendAsync(file, upload, committed, cancel);
                await connection.Imagery.FinishUploadAsync(new FinishUploadRequest { UploadId = id }, deadline: Deadline, cancellationToken: cancel);
                return id;
            }
            catch (RpcException e) when (IsWorthAnotherTry(e) && attempt < Attempts && !cancel.IsCancellationRequested)
            {
                await connection.ReconnectAsync(e, cancel);
            }
        }
    }

    private static DateTime Deadline => DateTime.UtcNow + ServerConnection.CallTimeout;

    /// <summary>A lost connection, or a chunk whose checksum failed on the way.</summary>
    private static bool IsWorthAnotherTry(RpcException error) => RpcErrors.IsLostConnection(error) || error.StatusCode == StatusCode.DataLoss;

    private async Task SendAsync(FileStream file, Upload upload, Action<ulong, ulong> committed, CancellationToken cancel)
    {
        byte[] buffer = new byte[ChunkBytes];
        while (upload.Committed < upload.Size)
        {
            file.Position = (long)upload.Committed;
            int length = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
            if (length == 0)
                throw ClientException.Refused("FILE_CHANGED", $"{file.Name} became shorter while it was sent; wait until it is complete and try again.");
            ulong before = upload.Committed;
            upload = await connection.Imagery.WriteChunkAsync(new WriteChunkRequest
            {
                UploadId = upload.UploadId,
                Offset = before,
                Data = ByteString.CopyFrom(buffer, 0, length),
                Crc32C = Crc32C.Compute(buffer.AsSpan(0, length)),
            }, deadline: Deadline, cancellationToken: cancel);
            if (upload.Committed <= before)
                throw new ClientException(ExitCode.Failed, "UPLOAD_STUCK", "The server stored nothing of the last chunk; look at its disk and its log.");
            committed(upload.Committed, upload.Size);
        }
    }
}
