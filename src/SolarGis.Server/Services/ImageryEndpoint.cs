// SPDX-License-Identifier: MIT
using Grpc.Core;
using SolarGis.Engine.V1;
using SolarGis.Jobs;
using SolarGis.Server.Engine;
using SolarGis.V1;
using Upload = SolarGis.V1.Upload;

namespace SolarGis.Server.Services;

/// <summary>Rasters and uploads over gRPC.</summary>
internal sealed class ImageryEndpoint(UploadStore uploads, RequestResolver resolver, EnginePool engines) : ImageryService.ImageryServiceBase
{
    public override Task<InspectResponse> Inspect(InspectRequest request, ServerCallContext context)
    {
        RequestCheck.Image(request.Image, "image");
        var work = new InspectWork { Request = resolver.Resolve(request), Access = resolver.Access };
        return engines.CallAsync((engine, options) => engine.InspectAsync(work, options), context.CancellationToken);
    }

    public override Task<Upload> BeginUpload(BeginUploadRequest request, ServerCallContext context) => Answer(() =>
        uploads.Begin(request.UploadId, Path.GetFileName(request.FileName), Bounded(request.Size), request.Sha256.Memory));

    public override Task<Upload> WriteChunk(WriteChunkRequest request, ServerCallContext context) => Answer(() =>
        uploads.Write(request.UploadId, Bounded(request.Offset), request.Data.Span, request.Crc32C));

    public override Task<Upload> FinishUpload(FinishUploadRequest request, ServerCallContext context) => Answer(() => uploads.Finish(request.UploadId));

    public override Task<DeleteUploadResponse> DeleteUpload(DeleteUploadRequest request, ServerCallContext context)
    {
        uploads.Delete(request.UploadId);
        return Task.FromResult(new DeleteUploadResponse());
    }

    private static Task<Upload> Answer(Func<Jobs.Upload> work) => Task.FromResult(work().ToMessage());

    private static long Bounded(ulong value) => (long)Math.Min(value, (ulong)long.MaxValue / 2);
}
