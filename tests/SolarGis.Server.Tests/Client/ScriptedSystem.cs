// SPDX-License-Identifier: MIT
using Grpc.Core;
using SolarGis.V1;

namespace SolarGis.Server.Tests.Client;

internal sealed class ScriptedSystem(Script script) : SystemService.SystemServiceBase
{
    public override Task<ServerInfo> GetInfo(GetInfoRequest request, ServerCallContext context) =>
        Task.FromResult(new ServerInfo { Version = "9.9.9", Device = "cpu", Limits = new Limits { MaxUploadBytes = script.UploadLimit } });
}
