// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using Grpc.Core;
using SolarGis.Jobs;
using SolarGis.Server.Configuration;
using SolarGis.Server.Engine;
using SolarGis.Server.Hosting;
using SolarGis.V1;

namespace SolarGis.Server.Services;

/// <summary>The server itself over gRPC.</summary>
internal sealed class SystemEndpoint(
    ServerOptions options, AllowedFolders folders, EnginePool engines, IHostApplicationLifetime lifetime) : SystemService.SystemServiceBase
{
    public override Task<ServerInfo> GetInfo(GetInfoRequest request, ServerCallContext context)
    {
        var info = new ServerInfo
        {
            Version = ProductVersion.Current,
            // Empty until the engine has started.
            Device = engines.Description?.Device ?? "",
            LocalUser = folders.IsLocalUser,
            OperatingSystem = RuntimeInformation.OSDescription,
            Limits = new Limits
            {
                MaxPixelsPerJob = (ulong)options.Limits.PixelsPerJob,
                MaxUploadBytes = (ulong)options.Limits.UploadBytes,
                MaxQueuedJobs = (uint)options.Limits.QueuedJobs,
                ChunkBytes = UploadStore.MaxChunk,
            },
        };
        info.Capabilities.Add(JobMessages.Kinds);
        info.AllowedFolders.Add(folders.All);
        return Task.FromResult(info);
    }

    public override Task<ServerInfo> AllowFolder(AllowFolderRequest request, ServerCallContext context)
    {
        folders.Allow(request.Folder);
        return GetInfo(new GetInfoRequest(), context);
    }

    public override Task<ShutdownResponse> Shutdown(ShutdownRequest request, ServerCallContext context)
    {
        if (!folders.IsLocalUser)
            throw new JobException("LOCAL_USER_ONLY", "Only its administrator ends this server.");
        lifetime.StopApplication();
        return Task.FromResult(new ShutdownResponse());
    }
}
