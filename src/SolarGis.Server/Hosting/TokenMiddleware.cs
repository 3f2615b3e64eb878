// SPDX-License-Identifier: MIT
using Google.Protobuf;
using SolarGis.Server.Services;

namespace SolarGis.Server.Hosting;

/// <summary>Refuses calls without a token before a byte of their message is read. Health alone is open.</summary>
internal sealed class TokenMiddleware(RequestDelegate next, AccessTokens tokens)
{
    private const string Message = "The access token is missing or wrong; local clients find it in the server's ready file.";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/grpc.health.v1.Health", StringComparison.Ordinal)
            || tokens.Accept(context.Request.Headers.Authorization))
        {
            return next(context);
        }
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) != true)
        {
            // No challenge: QGIS would open a password dialog on it.
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return context.Response.WriteAsync(Message);
        }
        // A response of trailers only, which gRPC and gRPC-Web read alike.
        Google.Rpc.Status status = ServiceErrors.Describe(Grpc.Core.StatusCode.Unauthenticated, "TOKEN_INVALID", Message);
        context.Response.ContentType = context.Request.ContentType;
        context.Response.Headers["grpc-status"] = ((int)Grpc.Core.StatusCode.Unauthenticated).ToString(System.Globalization.CultureInfo.InvariantCulture);
        context.Response.Headers["grpc-message"] = Uri.EscapeDataString(Message);
        context.Response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(status.ToByteArray());
        return Task.CompletedTask;
    }
}
