// SPDX-License-Identifier: MIT
using System.CommandLine;
using SolarGis.Server.Commands;

namespace SolarGis.Server.Tests.Commands;

public sealed class HelpTests
{
    public static TheoryData<string> Names => [.. Visible(SolarGisCommand.Create(), "").Select(c => c.Path)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Help_teaches(string path)
    {
        (int code, string output, _) = await CommandLine.RunAsync([.. path.Split(' '), "--help"]);

        Assert.Equal(0, code);
        Command command = Visible(SolarGisCommand.Create(), "").Single(c => c.Path == path).Command;
        Assert.All(command.Options, o => Assert.False(string.IsNullOrWhiteSpace(o.Description), o.Name));
        if (command is not TeachingCommand teaching) return;
        Assert.NotEmpty(teaching.Examples);
        Assert.Contains(teaching.Examples[0].Line, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_root_explains_the_exit_codes()
    {
        (_, string output, _) = await CommandLine.RunAsync("--help");

        Assert.All(ExitCode.All, e => Assert.Contains(e.Meaning, output, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Path, Command Command)> Visible(Command parent, string path) =>
        parent.Subcommands.Where(c => !c.Hidden).SelectMany(c => Visible(c, $"{path} {c.Name}".Trim()).Prepend(($"{path} {c.Name}".Trim(), c)));
}
