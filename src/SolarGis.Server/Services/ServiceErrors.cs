// SPDX-License-Identifier: MIT
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using SolarGis.Analysis;
using SolarGis.Attribution;
using SolarGis.Imagery;
using SolarGis.Jobs;
using SolarGis.Models;

namespace SolarGis.Server.Services;

/// <summary>From the errors of this program to gRPC statuses with google.rpc.ErrorInfo and google.rpc.BadRequest.</summary>
internal static class ServiceErrors
{
    /// <summary>The domain of every reason.</summary>
    public const string Domain = "solargis";

    // Messages travel in headers, whose size is limited, and may quote what a client sent.
    private const int MaxMessage = 1000;

    private static readonly Dictionary<string, StatusCode> Codes = new(StringComparer.Ordinal)
    {
        ["RASTER_NOT_FOUND"] = StatusCode.NotFound,
        ["VECTOR_NOT_FOUND"] = StatusCode.NotFound,
        ["JOB_NOT_FOUND"] = StatusCode.NotFound,
        ["UPLOAD_NOT_FOUND"] = StatusCode.NotFound,
        ["ARTIFACT_NOT_FOUND"] = StatusCode.NotFound,
        ["MODEL_UNKNOWN"] = StatusCode.NotFound,
        ["PATH_NOT_ALLOWED"] = StatusCode.PermissionDenied,
        ["LOCAL_USER_ONLY"] = StatusCode.PermissionDenied,
        ["JOB_EXISTS"] = StatusCode.AlreadyExists,
        ["UPLOAD_EXISTS"] = StatusCode.AlreadyExists,
        ["QUEUE_FULL"] = StatusCode.ResourceExhausted,
        ["REGION_TOO_LARGE"] = StatusCode.ResourceExhausted,
        ["RASTER_TOO_LARGE"] = StatusCode.ResourceExhausted,
        ["UPLOAD_TOO_LARGE"] = StatusCode.ResourceExhausted,
        ["UPLOAD_BUDGET"] = StatusCode.ResourceExhausted,
        ["ARTIFACT_BUDGET"] = StatusCode.ResourceExhausted,
        ["TOO_MANY_CANDIDATES"] = StatusCode.ResourceExhausted,
        ["DISK_FULL"] = StatusCode.ResourceExhausted,
        ["JOB_ACTIVE"] = StatusCode.FailedPrecondition,
        ["JOB_UNFINISHED"] = StatusCode.FailedPrecondition,
        ["UPLOAD_INCOMPLETE"] = StatusCode.FailedPrecondition,
        ["FILE_DIFFERS"] = StatusCode.FailedPrecondition,
        ["NO_GRADIENT"] = StatusCode.FailedPrecondition,
        ["METHOD_NEEDS_GRADIENTS"] = StatusCode.FailedPrecondition,
        ["METHOD_NEEDS_LAYERS"] = StatusCode.FailedPrecondition,
        ["MODEL_UNSUPPORTED"] = StatusCode.FailedPrecondition,
        ["MODEL_DAMAGED"] = StatusCode.DataLoss,
        ["CHUNK_MISPLACED"] = StatusCode.OutOfRange,
        ["OFFSET_INVALID"] = StatusCode.OutOfRange,
        ["CHUNK_CORRUPT"] = StatusCode.DataLoss,
        ["UPLOAD_CORRUPT"] = StatusCode.DataLoss,
        ["ARTIFACT_LOST"] = StatusCode.DataLoss,
        ["ENGINE_UNAVAILABLE"] = StatusCode.Unavailable,
        ["SERVER_ENDS"] = StatusCode.Unavailable,
        ["ENGINE_TIMEOUT"] = StatusCode.DeadlineExceeded,
        ["ENGINE_DIED"] = StatusCode.Internal,
        ["INTERNAL"] = StatusCode.Internal,
        ["OUTPUT_UNWRITABLE"] = StatusCode.Internal,
        ["ARTIFACT_MISSING"] = StatusCode.Internal,
    };

    /// <summary>The status code of a reason; what is not listed is something wrong with the request.</summary>
    public static StatusCode CodeOf(string reason) => Codes.GetValueOrDefault(reason, StatusCode.InvalidArgument);

    /// <summary>The reason of an error that was made for clients; null for every other.</summary>
    public static string? ReasonOf(Exception error) => error switch
    {
        RequestException e => e.Reason,
        JobException e => e.Reason,
        ImageryException e => e.Reason,
        ModelException e => e.Reason,
        AttributionException e => e.Reason,
        AnalysisException e => e.Reason,
        _ => null,
    };

    /// <summary>A status with its details.</summary>
    public static Google.Rpc.Status Describe(StatusCode code, string reason, string message, string? field = null)
    {
        message = message.Length <= MaxMessage ? message : message[..MaxMessage] + "... (cut).";
        var status = new Google.Rpc.Status
        {
            Code = (int)code,
            Message = message,
            Details = { Any.Pack(new ErrorInfo { Reason = reason, Domain = Domain }) },
        };
        if (field is not null)
        {
            status.Details.Add(Any.Pack(new BadRequest
            {
                FieldViolations = { new BadRequest.Types.FieldViolation { Field = field, Description = message } },
            }));
        }
        return status;
    }

    /// <summary>The error as clients get it; null for one that was not made for them.</summary>
    public static RpcException? Translate(Exception error) => error switch
    {
        // From the engine: already translated there. Its other headers are not for clients.
        RpcException e when e.GetRpcStatus() is { } status => status.ToRpcException(),
        _ when ReasonOf(error) is { } reason =>
            Describe(CodeOf(reason), reason, error.Message, (error as RequestException)?.Field).ToRpcException(),
        _ => null,
    };
}
