// SPDX-License-Identifier: MIT
using System.CommandLine;
using SolarGis.Server.Commands;

namespace SolarGis.Server.Tests.Commands;

/// <summary>Runs a command line in this process.</summary>
internal static class CommandLine
{
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = await SolarGisCommand.Create().Parse(arguments)
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = null }, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
