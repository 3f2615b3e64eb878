// SPDX-License-Identifier: MIT
using Grpc.Core;
using SolarGis.Jobs;
using SolarGis.Server.Engine;
using SolarGis.V1;

namespace SolarGis.Server.Services;

/// <summary>Models over gRPC.</summary>
internal sealed class ModelEndpoint(EnginePool engines) : ModelService.ModelServiceBase
{
    public override Task<ListModelsResponse> ListModels(ListModelsRequest request, ServerCallContext context) =>
        engines.CallAsync((engine, options) => engine.ListModelsAsync(request, options), context.CancellationToken);

    public override async Task<Model> DescribeModel(DescribeModelRequest request, ServerCallContext context)
    {
        ListModelsResponse all = await ListModels(new ListModelsRequest(), context);
        string[] parts = request.Model.Split('@', 2);
        IEnumerable<Model> named = request.Model.Length == 0
            ? all.Models.Where(model => model.IsDefault)
            : all.Models.Where(model => model.Name == parts[0] && (parts.Length == 1 || model.Version == parts[1]));
        return named.OrderByDescending(model => System.Version.TryParse(model.Version.Split('-')[0], out Version? version) ? version : new Version(0, 0)).FirstOrDefault()
            ?? throw new JobException("MODEL_UNKNOWN", all.Models.Count == 0
                ? "This server has no models; put one into the folder models of its data."
                : $"There is no model {Identifier.Quote(request.Model)}; there are {string.Join(", ", all.Models.Select(model => $"{model.Name}@{model.Version}"))}.");
    }
}
