// SPDX-License-Identifier: MIT
namespace SolarGis.Analysis;

/// <summary>One stage of an analysis: its own 0 to 1 as a part of the whole.</summary>
/// <param name="Whole">Who listens.</param>
/// <param name="Stage">Short verb phrase.</param>
/// <param name="Start">Fraction of the whole at which the stage starts.</param>
/// <param name="End">Fraction of the whole at which it ends.</param>
internal sealed record ProgressSpan(IProgress<AnalysisProgress> Whole, string Stage, double Start, double End) : IProgress<double>
{
    /// <summary>Reports without words.</summary>
    public void Report(double value) => Report(value, "");

    /// <summary>Reports how far the stage is.</summary>
    /// <param name="value">0 to 1.</param>
    /// <param name="message">One plain sentence.</param>
    public void Report(double value, string message) =>
        Whole.Report(new(Stage, Start + (End - Start) * Math.Clamp(value, 0, 1), message));
}
