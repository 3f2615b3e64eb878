// SPDX-License-Identifier: MIT
using Google.Rpc;
using Grpc.Core;
using SolarGis.Server.Commands;

namespace SolarGis.Server.Client;

/// <summary>From a gRPC status with its details to one sentence, a reason and an exit code.</summary>
internal static class RpcErrors
{
    /// <summary>The reason used where the server gave none.</summary>
    public const string Unreachable = "SERVER_UNREACHABLE";

    public static ClientException Translate(RpcException error)
    {
        Google.Rpc.Status? details = error.GetRpcStatus();
        string reason = details?.GetDetail<ErrorInfo>()?.Reason ?? "";
        string sentence = Sentence(error, details?.GetDetail<BadRequest>());
        int exitCode = ToExitCode(error.StatusCode);
        if (reason.Length == 0)
            reason = exitCode == ExitCode.Unreachable && error.StatusCode != StatusCode.Unauthenticated ? Unreachable : UpperSnake(error.StatusCode);
        return new ClientException(exitCode, reason, sentence, error);
    }

    /// <summary>True where the same call may succeed later: the connection was lost or never made.</summary>
    public static bool IsLostConnection(RpcException error) =>
        error.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded
        // What HTTP/2 resets and half-closed streams become in Grpc.Net.Client.
        || (error.StatusCode is StatusCode.Internal or StatusCode.Cancelled or StatusCode.Unknown && error.InnerException() is IOException or HttpRequestException);

    private static Exception? InnerException(this RpcException error) => error.InnerException ?? error.Status.DebugException;

    private static string Sentence(RpcException error, BadRequest? violations)
    {
        string sentence = error.StatusCode switch
        {
            StatusCode.Unavailable when error.InnerException() is not null => "The server does not answer; start it with \"solargis serve\", or check --server and the network.",
            StatusCode.DeadlineExceeded => "The server did not answer in time; try again, or look at its log.",
            StatusCode.Unauthenticated when error.Status.Detail.Length == 0 => "The server does not accept the token; check --token-file.",
            StatusCode.Unimplemented => "The server does not offer this; it may be older than this client.",
            _ => error.Status.Detail,
        };
        if (sentence.Length == 0)
            sentence = $"The server answered {error.StatusCode} without saying more; look at its log.";
        IEnumerable<string> more = violations?.FieldViolations.Select(v => v.Description).Where(d => d.Length > 0 && !sentence.Contains(d, StringComparison.Ordinal)) ?? [];
        return string.Join(' ', [sentence, .. more]);
    }

    private static int ToExitCode(StatusCode code) => code switch
    {
        StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Unauthenticated => ExitCode.Unreachable,
        StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.AlreadyExists or StatusCode.PermissionDenied
            or StatusCode.FailedPrecondition or StatusCode.OutOfRange or StatusCode.ResourceExhausted => ExitCode.Refused,
        StatusCode.Cancelled => ExitCode.Cancelled,
        _ => ExitCode.Failed,
    };

    private static string UpperSnake(StatusCode code) =>
        string.Concat(code.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}"));
}
