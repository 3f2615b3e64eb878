// SPDX-License-Identifier: MIT
namespace SolarGis.Analysis;

/// <summary>One analysis, from a checked request to files in a folder. Runs synchronously on the thread that calls it.</summary>
public interface IAnalysis
{
    /// <summary>Runs the analysis.</summary>
    /// <param name="outputFolder">An empty folder that exists; every listed artefact is complete in it when this returns.</param>
    /// <param name="progress">Told at least once per stage and per tile or step.</param>
    /// <param name="cancel">Honoured between tiles and steps.</param>
    /// <exception cref="AnalysisException">The request cannot be served.</exception>
    /// <exception cref="Imagery.ImageryException">The image or region cannot be used.</exception>
    /// <exception cref="Models.ModelException">The model cannot be used.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was set.</exception>
    AnalysisResult Run(string outputFolder, IProgress<AnalysisProgress> progress, CancellationToken cancel);
}
