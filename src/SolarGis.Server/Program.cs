// SPDX-License-Identifier: MIT
using System.CommandLine;
using SolarGis.Server.Commands;

// Ctrl-C and SIGTERM reach the command's cancellation token; this is how long its graceful end may take.
var configuration = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) };
return await SolarGisCommand.Create().Parse(args).InvokeAsync(configuration);
