// SPDX-License-Identifier: MIT
using SolarGis.Analysis;
using SolarGis.Attribution;
using SolarGis.Engine.V1;
using SolarGis.Imagery;
using SolarGis.V1;

namespace SolarGis.Server.Engine;

/// <summary>The work of a real engine: requests of the contract to the libraries and back.</summary>
internal sealed class AnalysisWork(string device) : IEngineWork
{
    public string Device { get; } = device;

    public InspectResponse Inspect(InspectWork work) =>
        RasterInspector.Inspect(work.Request.Image.ToRequest(), work.Access.ToPolicy()).ToMessage();

    public EstimateResponse Estimate(EstimateWork work) => Missing<EstimateResponse>();

    public ListMethodsResponse ListMethods(ListMethodsRequest request) =>
        new() { Methods = { AttributionMethods.All.Select(method => method.ToMessage(available: true)) } };

    public ListModelsResponse ListModels() => Missing<ListModelsResponse>();

    public AnalysisResult Run(RunRequest request, IProgress<AnalysisProgress> progress, CancellationToken cancel) => Missing<AnalysisResult>();

    private static T Missing<T>() => throw new AnalysisException("WORK_UNSUPPORTED", "This version has no model and cannot run jobs yet; it can inspect images and list methods.");
}
