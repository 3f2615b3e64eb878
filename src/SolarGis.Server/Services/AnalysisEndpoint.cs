// SPDX-License-Identifier: MIT
using Grpc.Core;
using SolarGis.Engine.V1;
using SolarGis.Jobs;
using SolarGis.Server.Engine;
using SolarGis.V1;

namespace SolarGis.Server.Services;

/// <summary>Jobs over gRPC.</summary>
internal sealed class AnalysisEndpoint(
    JobManager jobs, JobStore store, JobWatch watch, RequestResolver resolver, EnginePool engines, IHostApplicationLifetime lifetime)
    : AnalysisService.AnalysisServiceBase
{
    private const int DefaultPage = 100;

    public override async Task<Job> Submit(SubmitRequest request, ServerCallContext context)
    {
        Identifier.Check(request.JobId, "job");
        RequestCheck.Submit(request);
        NewJob job = request.ToNewJob();
        if (jobs.FindSubmitted(job) is { } existing)
            return existing.ToMessage(jobs);
        jobs.EnsureRoom();
        SubmitRequest resolved = resolver.Resolve(request);
        // What the headers alone can refuse is refused now, not after the queue.
        if (resolved.WorkCase == SubmitRequest.WorkOneofCase.Segmentation)
        {
            EstimateResponse estimate = await EstimateAsync(new EstimateRequest { Segmentation = resolved.Segmentation }, context.CancellationToken);
            if (estimate.Blocked)
                throw new JobException("RUN_BLOCKED", string.Join(' ', estimate.Notes));
        }
        return jobs.Submit(job).ToMessage(jobs);
    }

    public override Task<Job> GetJob(GetJobRequest request, ServerCallContext context) =>
        Task.FromResult(store.Get(request.JobId).ToMessage(jobs));

    public override Task<ListJobsResponse> ListJobs(ListJobsRequest request, ServerCallContext context)
    {
        int count = request.PageSize == 0 ? DefaultPage : (int)Math.Min(request.PageSize, 1000);
        string? before = request.BeforeJobId.Length == 0 ? null : request.BeforeJobId;
        var response = new ListJobsResponse();
        int size = 0;
        foreach (JobRecord job in store.List(count, before))
        {
            Job message = job.ToMessage(jobs);
            // Summaries may be long; a page ends before the message limit does.
            size += message.CalculateSize() + 16;
            if (response.Jobs.Count > 0 && size > Hosting.ServerComposition.MaxMessage / 2)
                break;
            response.Jobs.Add(message);
        }
        return Task.FromResult(response);
    }

    public override async Task WatchJob(WatchJobRequest request, IServerStreamWriter<JobEvent> responseStream, ServerCallContext context)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            long after = (long)Math.Min(request.AfterSequence, long.MaxValue);
            await foreach (JobRecord job in watch.WatchAsync(request.JobId, after, ends.Token))
                await responseStream.WriteAsync(new JobEvent { Job = job.ToMessage(jobs) }, ends.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new JobException("SERVER_ENDS", "The server ends; look for the job again once it has restarted.");
        }
        catch (OperationCanceledException)
        {
            // The client went away, which is nobody's error and cancels no job.
        }
    }

    public override Task<Job> CancelJob(CancelJobRequest request, ServerCallContext context) =>
        Task.FromResult(jobs.Cancel(request.JobId).ToMessage(jobs));

    public override Task<DeleteJobResponse> DeleteJob(DeleteJobRequest request, ServerCallContext context)
    {
        jobs.Delete(request.JobId);
        return Task.FromResult(new DeleteJobResponse());
    }

    public override Task<EstimateResponse> Estimate(EstimateRequest request, ServerCallContext context)
    {
        RequestCheck.Estimate(request);
        return EstimateAsync(resolver.Resolve(request), context.CancellationToken);
    }

    public override Task<ListMethodsResponse> ListMethods(ListMethodsRequest request, ServerCallContext context) =>
        engines.CallAsync((engine, options) => engine.ListMethodsAsync(request, options), context.CancellationToken);

    private Task<EstimateResponse> EstimateAsync(EstimateRequest resolved, CancellationToken cancel)
    {
        var work = new EstimateWork { Request = resolved, Access = resolver.Access };
        return engines.CallAsync((engine, options) => engine.EstimateAsync(work, options), cancel);
    }
}
