// SPDX-License-Identifier: MIT
using SolarGis.Jobs;
using SolarGis.Server.Engine;

namespace SolarGis.Server.Hosting;

/// <summary>Runs jobs for as long as the server lives, on an engine that is started at once so that the first job need not wait for it.</summary>
internal sealed class JobRunnerService(JobRunner runner, EnginePool engines) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        engines.Warm();
        return runner.RunAsync(stoppingToken);
    }
}
