// SPDX-License-Identifier: MIT
using Google.Protobuf;
using Grpc.Core;
using SolarGis.Jobs;
using SolarGis.V1;
using Artifact = SolarGis.Jobs.Artifact;

namespace SolarGis.Server.Services;

/// <summary>Results over gRPC.</summary>
internal sealed class ArtifactEndpoint(JobStore jobs, ArtifactStore artifacts) : ArtifactService.ArtifactServiceBase
{
    private const int Chunk = 512 * 1024;

    public override Task<ListArtifactsResponse> ListArtifacts(ListArtifactsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListArtifactsResponse { Artifacts = { jobs.Get(request.JobId).Artifacts.Select(JobMessages.ToMessage) } });

    public override async Task DownloadArtifact(
        DownloadArtifactRequest request, IServerStreamWriter<DownloadArtifactResponse> responseStream, ServerCallContext context)
    {
        JobRecord job = jobs.Get(request.JobId);
        Artifact artifact = job.Artifacts.FirstOrDefault(artifact => artifact.Name == request.Name)
            ?? throw new JobException("ARTIFACT_NOT_FOUND", job.Artifacts.Count == 0
                ? $"Job '{job.Id}' has no results."
                : $"Job '{job.Id}' has no result {Identifier.Quote(request.Name)}; it has {string.Join(", ", job.Artifacts.Select(artifact => artifact.Name))}.");
        if (request.Offset > (ulong)artifact.Size)
            throw new JobException("OFFSET_INVALID", $"'{artifact.Name}' has {artifact.Size} bytes; {request.Offset} lies behind its end.");
        await using FileStream file = artifacts.OpenRead(job.Id, artifact);
        file.Position = (long)request.Offset;
        byte[] buffer = new byte[Chunk];
        while (true)
        {
            long offset = file.Position;
            int read = await file.ReadAtLeastAsync(buffer, Chunk, throwOnEndOfStream: false, context.CancellationToken);
            bool last = file.Position >= artifact.Size || read < Chunk;
            var response = new DownloadArtifactResponse
            {
                Offset = (ulong)offset,
                // The message is on its way before the buffer is filled again.
                Data = UnsafeByteOperations.UnsafeWrap(buffer.AsMemory(0, read)),
            };
            if (last)
                response.Sha256 = ByteString.CopyFrom(artifact.Sha256.Span);
            await responseStream.WriteAsync(response, context.CancellationToken);
            if (last)
                return;
        }
    }
}
