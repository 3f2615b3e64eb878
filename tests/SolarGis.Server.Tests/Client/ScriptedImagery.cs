// SPDX-License-Identifier: MIT
using Grpc.Core;
using SolarGis.Jobs;
using SolarGis.V1;
using Upload = SolarGis.V1.Upload;

namespace SolarGis.Server.Tests.Client;

internal sealed class ScriptedImagery(Script script) : ImageryService.ImageryServiceBase
{
    public override Task<InspectResponse> Inspect(InspectRequest request, ServerCallContext context) => request.Image.Files[0].HasPath
        ? throw new RpcException(new Status(StatusCode.NotFound, "There is no such file here."))
        : Task.FromResult(new InspectResponse { Grid = new Grid { Width = 10, Height = 10, Epsg = 32643, Geotransform = { 500000, 10, 0, 1600000, 0, -10 } } });

    public override Task<Upload> BeginUpload(BeginUploadRequest request, ServerCallContext context)
    {
        script.Begun = request;
        return Task.FromResult(State());
    }

    public override Task<Upload> WriteChunk(WriteChunkRequest request, ServerCallContext context)
    {
        script.Chunks++;
        if (script.LostChunks > 0)
        {
            script.LostChunks--;
            throw new RpcException(new Status(StatusCode.Unavailable, "The connection broke."));
        }
        if ((long)request.Offset != script.Received.Length) throw new RpcException(new Status(StatusCode.OutOfRange, "Not the committed offset."));
        if (request.Crc32C != Crc32C.Compute(request.Data.Span)) throw new RpcException(new Status(StatusCode.DataLoss, "The checksum is wrong."));
        request.Data.WriteTo(script.Received);
        return Task.FromResult(State());
    }

    public override Task<Upload> FinishUpload(FinishUploadRequest request, ServerCallContext context) => Task.FromResult(State());

    private Upload State() => new() { UploadId = script.Begun!.UploadId, Size = script.Begun.Size, Committed = (ulong)script.Received.Length };
}
