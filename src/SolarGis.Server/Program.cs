// SPDX-License-Identifier: MIT
using System.CommandLine;
using SolarGis.Server.Commands;

// Ctrl-C and SIGTERM reach the command's cancellation token; this is how long its graceful end may take.
// An engine is ended by its server alone: a terminal's Ctrl-C reaches the whole process group.
var configuration = new InvocationConfiguration
{
    ProcessTerminationTimeout = args is ["engine", ..] ? null : TimeSpan.FromSeconds(30),
};
return await SolarGisCommand.Create().Parse(args).InvokeAsync(configuration);
