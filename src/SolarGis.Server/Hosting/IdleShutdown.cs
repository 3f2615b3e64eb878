// SPDX-License-Identifier: MIT
using SolarGis.Jobs;
using SolarGis.Server.Configuration;

namespace SolarGis.Server.Hosting;

/// <summary>Ends a server that a client started, once it has had neither calls nor jobs for a while.</summary>
internal sealed class IdleShutdown(
    ServerOptions options, Activity activity, JobStore jobs, IHostApplicationLifetime lifetime, ILogger<IdleShutdown> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.OnDemand)
            return;
        TimeSpan limit = TimeSpan.FromMinutes(options.IdleMinutes);
        while (true)
        {
            TimeSpan idle = jobs.ActiveCount > 0 ? TimeSpan.Zero : activity.Idle;
            if (idle >= limit)
                break;
            // Not before the limit can have passed.
            Task pause = Task.Delay(limit - idle + TimeSpan.FromMilliseconds(10), stoppingToken);
            await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (pause.IsCanceled)
                return;
        }
        log.LogInformation("Nobody has used this server for {Minutes} minutes; it ends", options.IdleMinutes);
        lifetime.StopApplication();
    }
}
