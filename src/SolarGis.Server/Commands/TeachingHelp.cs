// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SolarGis.Server.Commands;

/// <summary>The library's help, then the command's examples; at the root also the exit codes.</summary>
internal sealed class TeachingHelp(HelpAction standard) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        int code = standard.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        Command command = parseResult.CommandResult.Command;
        if (command is TeachingCommand { Examples.Count: > 0 } teaching)
        {
            output.WriteLine("Examples:");
            foreach ((string line, string what) in teaching.Examples)
            {
                output.WriteLine($"  # {what}");
                output.WriteLine($"  {line}");
            }
            output.WriteLine();
        }
        if (command is RootCommand)
        {
            output.WriteLine("Exit codes of every command:");
            foreach ((int exit, string meaning) in ExitCode.All)
                output.WriteLine($"  {exit,3}  {meaning}");
            output.WriteLine();
            output.WriteLine("Begin with: solargis inspect IMAGE    Help on one command: solargis segment --help");
        }
        return code;
    }

    /// <summary>Puts this help in the place of the root's own.</summary>
    public static RootCommand Install(RootCommand root)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        option.Action = new TeachingHelp((HelpAction)option.Action!);
        return root;
    }
}
