// SPDX-License-Identifier: MIT
using Google.Protobuf;
using Grpc.Core;
using SolarGis.V1;

namespace SolarGis.Server.Tests.Client;

internal sealed class ScriptedArtifacts(Script script) : ArtifactService.ArtifactServiceBase
{
    private const int Chunk = 512 * 1024;

    public override async Task DownloadArtifact(DownloadArtifactRequest request, IServerStreamWriter<DownloadArtifactResponse> responseStream, ServerCallContext context)
    {
        script.DownloadOffsets.Enqueue(request.Offset);
        byte[] content = script.Content;
        if (script.DamagedDownloads > 0)
        {
            script.DamagedDownloads--;
            content = [.. content];
            content[^1] ^= 1;
        }
        for (int at = (int)request.Offset; at < content.Length; at += Chunk)
        {
            int length = Math.Min(Chunk, content.Length - at);
            await responseStream.WriteAsync(new DownloadArtifactResponse { Offset = (ulong)at, Data = ByteString.CopyFrom(content, at, length) });
            if (script.BrokenDownloads <= 0) continue;
            script.BrokenDownloads--;
            throw new RpcException(new Status(StatusCode.Unavailable, "The server ends."));
        }
        await responseStream.WriteAsync(new DownloadArtifactResponse { Offset = (ulong)content.Length, Sha256 = script.Artifact.Sha256 });
    }
}
