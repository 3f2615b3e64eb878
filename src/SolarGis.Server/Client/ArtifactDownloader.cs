// SPDX-License-Identifier: MIT
using System.Security.Cryptography;
using Grpc.Core;
using SolarGis.Server.Commands;
using SolarGis.V1;

namespace SolarGis.Server.Client;

/// <summary>Brings a job's files into a folder: resumed where they stopped, verified, renamed when whole.</summary>
/// <param name="connection">The server.</param>
internal sealed class ArtifactDownloader(ServerConnection connection)
{
    private const int Attempts = 5;

    /// <summary>Downloads one file.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="artifact">The file.</param>
    /// <param name="folder">Where it goes; created where missing.</param>
    /// <param name="received">Told the bytes that are there.</param>
    /// <param name="cancel">Leaves the part for a later resume.</param>
    /// <returns>Its path.</returns>
    public async Task<string> DownloadAsync(string jobId, Artifact artifact, string folder, Action<ulong> received, CancellationToken cancel)
    {
        string target = Path.Combine(folder, CheckName(artifact.Name));
        string part = Path.Combine(folder, $".{artifact.Name}.{CheckName(jobId)}.part");
        Directory.CreateDirectory(folder);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                byte[] hash = await AppendAsync(jobId, artifact, part, received, cancel);
                if (CryptographicOperations.FixedTimeEquals(hash, artifact.Sha256.Span))
                {
                    File.Move(part, target, overwrite: true);
                    return target;
                }
                File.Delete(part);
                if (attempt >= 2)
                    throw new ClientException(ExitCode.Failed, "DOWNLOAD_DAMAGED",
                        $"{artifact.Name} arrived damaged twice; try again, and look at the network and the server's disk.");
            }
            catch (RpcException e) when (RpcErrors.IsLostConnection(e) && attempt < Attempts && !cancel.IsCancellationRequested)
            {
                await connection.ReconnectAsync(e, cancel);
            }
        }
    }

    private async Task<byte[]> AppendAsync(string jobId, Artifact artifact, string part, Action<ulong> received, CancellationToken cancel)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1 << 16, useAsync: true);
        if ((ulong)file.Length > artifact.Size) file.SetLength(0);
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = await file.ReadAsync(buffer, cancel)) > 0;)
            sha.AppendData(buffer, 0, read);

        ulong have = (ulong)file.Length;
        received(have);
        using AsyncServerStreamingCall<DownloadArtifactResponse> call = connection.Artifacts.DownloadArtifact(
            new DownloadArtifactRequest { JobId = jobId, Name = artifact.Name, Offset = have }, cancellationToken: cancel);
        await foreach (DownloadArtifactResponse message in call.ResponseStream.ReadAllAsync(cancel))
        {
            if (message.Data.IsEmpty) continue;
            if (message.Offset != have || have + (ulong)message.Data.Length > artifact.Size)
                throw new ClientException(ExitCode.Failed, "DOWNLOAD_DAMAGED", $"The server sent another part of {artifact.Name} than was asked for; update the server or the client.");
            await file.WriteAsync(message.Data.Memory, cancel);
            sha.AppendData(message.Data.Span);
            have += (ulong)message.Data.Length;
            received(have);
        }
        file.Flush(flushToDisk: true);
        return sha.GetHashAndReset();
    }

    /// <summary>Names come from another computer: only plain file names may reach the disk.</summary>
    private static string CheckName(string name) =>
        name.Length is > 0 and <= 255 && name[0] != '.' && name.AsSpan().IndexOfAny(@"/\:") < 0 && name.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) < 0
            ? name
            : throw new ClientException(ExitCode.Failed, "ARTIFACT_NAME_INVALID", $"The server named a result \"{name}\", which is no file name; it was not saved.");
}
