// SPDX-License-Identifier: MIT
using System.CommandLine;

namespace SolarGis.Server.Commands;

/// <summary>A command whose help ends with examples.</summary>
internal class TeachingCommand(string name, string description) : Command(name, description)
{
    /// <summary>Command lines that work as they stand, each with what it does.</summary>
    public IReadOnlyList<(string Line, string What)> Examples { get; init; } = [];
}
