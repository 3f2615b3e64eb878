// SPDX-License-Identifier: MIT
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using SolarGis.Analysis;
using SolarGis.Attribution;
using SolarGis.Engine.V1;
using SolarGis.Imagery;
using SolarGis.Models.Packages;
using SolarGis.V1;

namespace SolarGis.Server.Engine;

/// <summary>The work of a real engine: requests of the contract to the libraries and back.</summary>
/// <param name="models">The models.</param>
internal sealed class AnalysisWork(ModelLibrary models) : IEngineWork
{
    // Measured by the runs of this engine, seconds per pixel.
    private double? _pace;

    public string Device => models.Device.ToString();

    public InspectResponse Inspect(InspectWork work)
    {
        IReadOnlyList<string>? roles = work.Request.Model.Length == 0 && models.Registry.Default is null
            ? null
            : [.. models.Describe(work.Request.Model).Bands.Select(band => band.Role)];
        return RasterInspector.Inspect(work.Request.Image.ToRequest(), work.Access.ToPolicy(), roles).ToMessage();
    }

    public EstimateResponse Estimate(EstimateWork work)
    {
        SegmentationEstimate estimate = SegmentationEstimate.Of(models, work.Request.Segmentation.ToInput("", work.Access));
        var response = new EstimateResponse
        {
            Pixels = (ulong)estimate.Window.Area,
            AreaKm2 = estimate.SquareMetres / 1e6,
            Tiles = (uint)estimate.Tiles,
            Notes = { estimate.Notes },
            Window = { estimate.Window.Column, estimate.Window.Row, estimate.Window.Width, estimate.Window.Height },
        };
        if (_pace is { } pace) response.Duration = Duration.FromTimeSpan(TimeSpan.FromSeconds(pace * estimate.Window.Area));
        return response;
    }

    public ListMethodsResponse ListMethods(ListMethodsRequest request)
    {
        bool gradients = models.Registry.Packages.Count == 0 || models.Describe(request.Model).SupportsGradients();
        return new() { Methods = { AttributionMethods.All.Select(method => method.ToMessage(gradients || !method.NeedsGradients)) } };
    }

    public ListModelsResponse ListModels()
    {
        ModelRegistry registry = models.Registry;
        return new() { Models = { registry.Packages.Select(package => package.Description.ToMessage(package == registry.Default)) } };
    }

    public AnalysisResult Run(RunRequest request, IProgress<AnalysisProgress> progress, CancellationToken cancel)
    {
        string id = request.Request.JobId;
        IAnalysis analysis = request.Request.WorkCase switch
        {
            SubmitRequest.WorkOneofCase.Segmentation => new SegmentationAnalysis(models, request.Request.Segmentation.ToInput(id, request.Access)),
            SubmitRequest.WorkOneofCase.Polygonization => new PolygonizationAnalysis(request.Request.Polygonization.ToInput(id, request.Access)),
            SubmitRequest.WorkOneofCase.Explanation => new ExplanationAnalysis(models, request.Request.Explanation.ToInput(id, request.Access)),
            _ => throw new AnalysisException("WORK_UNSUPPORTED", "This version does not know this kind of job; update the server."),
        };
        AnalysisResult result = analysis.Run(request.OutputFolder, progress, cancel);
        if (analysis is SegmentationAnalysis) Learn(result.SummaryJson);
        return result;
    }

    private void Learn(string summary)
    {
        JsonNode? node = JsonNode.Parse(summary);
        if (node?["segmenting_seconds"]?.GetValue<double>() is > 0 and double seconds && node["window"] is JsonArray { Count: 4 } window)
            _pace = seconds / ((double)window[2]!.GetValue<int>() * window[3]!.GetValue<int>());
    }
}
