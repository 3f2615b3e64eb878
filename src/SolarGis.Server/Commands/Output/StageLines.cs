// SPDX-License-Identifier: MIT
namespace SolarGis.Server.Commands.Output;

/// <summary>Progress as lines of text: one per stage, so that a log stays short.</summary>
internal sealed class StageLines(TextWriter writer) : IProgress<ProgressStep>
{
    private readonly Lock gate = new();
    private string? stage;

    public void Report(ProgressStep value)
    {
        lock (gate)
        {
            if (value.Stage == stage || value.Stage.Length == 0) return;
            stage = value.Stage;
            writer.WriteLine(value.Message.Length > 0 ? $"{value.Stage}: {value.Message}" : value.Stage);
        }
    }
}
