// SPDX-License-Identifier: MIT
using System.Threading.Channels;
using Grpc.Core;
using SolarGis.Analysis;
using SolarGis.Engine.V1;
using SolarGis.Server.Hosting;
using SolarGis.V1;

namespace SolarGis.Server.Engine;

/// <summary>An engine's side of the socket: one job at a time, questions beside it.</summary>
internal sealed class EngineEndpoint(IEngineWork work) : EngineService.EngineServiceBase, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public override Task<DescribeResponse> Describe(DescribeRequest request, ServerCallContext context) =>
        Task.FromResult(new DescribeResponse { Device = work.Device, Version = ProductVersion.Current, ProcessId = Environment.ProcessId });

    public override Task<InspectResponse> Inspect(InspectWork request, ServerCallContext context) => OwnThread.Run(() => work.Inspect(request));

    public override Task<EstimateResponse> Estimate(EstimateWork request, ServerCallContext context) => OwnThread.Run(() => work.Estimate(request));

    public override Task<ListMethodsResponse> ListMethods(ListMethodsRequest request, ServerCallContext context) =>
        OwnThread.Run(() => work.ListMethods(request));

    public override Task<ListModelsResponse> ListModels(ListModelsRequest request, ServerCallContext context) => OwnThread.Run(work.ListModels);

    public override async Task<DrainResponse> Drain(DrainRequest request, ServerCallContext context)
    {
        await _turn.WaitAsync(context.CancellationToken);
        _turn.Release();
        return new DrainResponse();
    }

    public override async Task Run(RunRequest request, IServerStreamWriter<RunEvent> responseStream, ServerCallContext context)
    {
        await _turn.WaitAsync(context.CancellationToken);
        try
        {
            // A slow connection gets the newest progress and never slows the work.
            var progress = Channel.CreateBounded<AnalysisProgress>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
            Task<AnalysisResult> run = OwnThread.Run(() =>
            {
                try
                {
                    return work.Run(request, new Reporter(progress.Writer), context.CancellationToken);
                }
                finally
                {
                    progress.Writer.Complete();
                }
            });
            await TellAsync(progress.Reader, responseStream);
            AnalysisResult result = await run;
            var completed = new Completed { SummaryJson = result.SummaryJson };
            completed.Artifacts.Add(result.Artifacts.Select(file => new ArtifactFile
            {
                FileName = file.FileName,
                Role = file.Role,
                MediaType = file.MediaType,
                Title = file.Title,
            }));
            await responseStream.WriteAsync(new RunEvent { Completed = completed }, context.CancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static async Task TellAsync(ChannelReader<AnalysisProgress> progress, IServerStreamWriter<RunEvent> responses)
    {
        bool listening = true;
        // Read to its end even when nobody listens: the turn is over when the work is.
        await foreach (AnalysisProgress step in progress.ReadAllAsync(CancellationToken.None))
        {
            if (!listening)
                continue;
            try
            {
                await responses.WriteAsync(new RunEvent
                {
                    Progress = new Progress { Stage = step.Stage, Fraction = step.Fraction, Message = step.Message },
                });
            }
            catch (Exception e) when (e is RpcException or IOException or InvalidOperationException or OperationCanceledException)
            {
                listening = false;
            }
        }
    }

    private sealed class Reporter(ChannelWriter<AnalysisProgress> writer) : IProgress<AnalysisProgress>
    {
        public void Report(AnalysisProgress value) => writer.TryWrite(value);
    }
}
