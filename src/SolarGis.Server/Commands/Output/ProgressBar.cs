// SPDX-License-Identifier: MIT
using Spectre.Console;

namespace SolarGis.Server.Commands.Output;

/// <summary>Progress as one bar on a terminal.</summary>
internal sealed class ProgressBar(ProgressContext context) : IProgress<ProgressStep>
{
    private readonly ProgressTask bar = context.AddTask("starting", maxValue: 1);

    public void Report(ProgressStep value)
    {
        if (value.Stage.Length > 0) bar.Description = Markup.Escape(value.Stage);
        bar.Value = Math.Clamp(value.Fraction, 0, 1);
    }
}
