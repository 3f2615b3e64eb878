// SPDX-License-Identifier: MIT
using SolarGis.Analysis;
using SolarGis.Engine.V1;
using SolarGis.V1;

namespace SolarGis.Server.Engine;

/// <summary>What an engine can do. Every method runs synchronously, each on a thread of its own.</summary>
internal interface IEngineWork
{
    /// <summary>Where models run, such as "cpu" or "cuda:0".</summary>
    string Device { get; }

    InspectResponse Inspect(InspectWork work);

    EstimateResponse Estimate(EstimateWork work);

    ListMethodsResponse ListMethods(ListMethodsRequest request);

    ListModelsResponse ListModels();

    /// <summary>Runs one job; files are complete in the request's output folder when it returns.</summary>
    AnalysisResult Run(RunRequest request, IProgress<AnalysisProgress> progress, CancellationToken cancel);
}
