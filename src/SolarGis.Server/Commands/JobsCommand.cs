// SPDX-License-Identifier: MIT
namespace SolarGis.Server.Commands;

/// <summary><c>solargis jobs</c>: the jobs of a server.</summary>
internal sealed class JobsCommand : TeachingCommand
{
    public JobsCommand() : base("jobs", "Lists, shows, follows, fetches, cancels and deletes the jobs of a server, those of QGIS included.")
    {
        Subcommands.Add(new JobListCommand());
        Subcommands.Add(new JobShowCommand());
        Subcommands.Add(new JobWatchCommand());
        Subcommands.Add(new JobFetchCommand());
        Subcommands.Add(new JobCancelCommand());
        Subcommands.Add(new JobDeleteCommand());
        Examples = [("solargis jobs list", "Newest first"), ("solargis jobs watch segment-20260102-101500-a1b2c3", "Follow one to its end")];
    }
}
