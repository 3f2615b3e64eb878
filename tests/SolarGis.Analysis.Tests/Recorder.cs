// SPDX-License-Identifier: MIT
namespace SolarGis.Analysis.Tests;

/// <summary>Keeps every progress, on the thread that reports it.</summary>
internal sealed class Recorder(Action<AnalysisProgress>? told = null) : IProgress<AnalysisProgress>
{
    public List<AnalysisProgress> Steps { get; } = [];

    public void Report(AnalysisProgress value)
    {
        Steps.Add(value);
        told?.Invoke(value);
    }

    /// <summary>Never back, and at 1 in the end.</summary>
    public void AssertComplete()
    {
        Assert.Equal(Steps.Select(step => step.Fraction).Order(), Steps.Select(step => step.Fraction));
        Assert.Equal(1, Steps[^1].Fraction);
        Assert.All(Steps, step => Assert.NotEmpty(step.Stage));
    }
}
