// SPDX-License-Identifier: MIT
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace SolarGis.Server.Services;

/// <summary>Makes sure that clients get a sentence and a reason, and never a stack trace.</summary>
internal sealed class ErrorInterceptor(ILogger<ErrorInterceptor> log) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception e)
        {
            throw Translate(e, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception e)
        {
            throw Translate(e, context);
        }
    }

    private RpcException Translate(Exception error, ServerCallContext context)
    {
        if (ServiceErrors.Translate(error) is { } translated)
        {
            log.LogInformation("{Method} refused: {Status} {Reason} {Message}",
                context.Method, translated.StatusCode, ServiceErrors.ReasonOf(error), translated.Status.Detail);
            return translated;
        }
        if (context.CancellationToken.IsCancellationRequested)
            return new RpcException(new Status(StatusCode.Cancelled, "The client went away."));
        log.LogError(error, "{Method} failed", context.Method);
        return ServiceErrors.Describe(StatusCode.Internal, "INTERNAL",
            "The server failed for an unexpected reason, which its log names; please report it.").ToRpcException();
    }
}
