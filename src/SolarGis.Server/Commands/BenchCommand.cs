// SPDX-License-Identifier: MIT
using System.CommandLine;

namespace SolarGis.Server.Commands;

/// <summary><c>solargis bench</c>: measurements that anyone can repeat.</summary>
internal static class BenchCommand
{
    public static Command Create() => new("bench", "Measures this machine: each figure beside a bare loop of the same work in the same run.")
    {
        new BenchSegmentCommand(),
    };
}
