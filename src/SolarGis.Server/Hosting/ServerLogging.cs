// SPDX-License-Identifier: MIT
using Microsoft.AspNetCore.Connections;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;
using SolarGis.Jobs;
using SolarGis.Server.Configuration;

namespace SolarGis.Server.Hosting;

/// <summary>Structured logs, one JSON object per line: a file per day in the data folder, and stderr unless a client started this server.</summary>
internal static class ServerLogging
{
    private const long FileBytes = 32L << 20;
    private const int Files = 14;

    public static Logger Create(ServerOptions options, DataFolder folder)
    {
        LoggerConfiguration configuration = new LoggerConfiguration()
            .MinimumLevel.Is(Level(Enum.Parse<LogLevel>(options.LogLevel, ignoreCase: true)))
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Grpc", LogEventLevel.Warning)
            .Enrich.FromLogContext()
            // The person at the terminal gets its sentence; a stack trace would bury it.
            .Filter.ByExcluding(entry => entry.Exception is IOException { InnerException: AddressInUseException })
            .WriteTo.File(new CompactJsonFormatter(), Path.Combine(folder.Logs, "server-.json"), rollingInterval: RollingInterval.Day,
                fileSizeLimitBytes: FileBytes, rollOnFileSizeLimit: true, retainedFileCountLimit: Files);
        if (!options.OnDemand)
            configuration.WriteTo.Console(new CompactJsonFormatter(), standardErrorFromLevel: LogEventLevel.Verbose);
        return configuration.CreateLogger();
    }

    private static LogEventLevel Level(LogLevel level) => level switch
    {
        LogLevel.Trace => LogEventLevel.Verbose,
        LogLevel.Debug => LogEventLevel.Debug,
        LogLevel.Information => LogEventLevel.Information,
        LogLevel.Warning => LogEventLevel.Warning,
        LogLevel.Error => LogEventLevel.Error,
        // Serilog has no level for "nothing".
        _ => LogEventLevel.Fatal,
    };
}
