// SPDX-License-Identifier: MIT
using Google.Rpc;
using Grpc.Core;
using SolarGis.V1;

namespace SolarGis.Server.Tests.Client;

internal sealed class ScriptedAnalysis(Script script) : AnalysisService.AnalysisServiceBase
{
    public override Task<Job> Submit(SubmitRequest request, ServerCallContext context)
    {
        script.Submitted = request;
        return Task.FromResult(Running(1, 0));
    }

    public override Task<Job> GetJob(GetJobRequest request, ServerCallContext context) => request.JobId == "missing"
        ? throw new Google.Rpc.Status
        {
            Code = (int)Code.NotFound,
            Message = "There is no job missing; \"jobs list\" shows the jobs.",
            Details = { Google.Protobuf.WellKnownTypes.Any.Pack(new ErrorInfo { Reason = "JOB_UNKNOWN", Domain = "solargis" }) },
        }.ToRpcException()
        : Task.FromResult(Ended(3));

    public override async Task WatchJob(WatchJobRequest request, IServerStreamWriter<JobEvent> responseStream, ServerCallContext context)
    {
        script.WatchedAfter.Enqueue(request.AfterSequence);
        ulong next = request.AfterSequence + 1;
        await responseStream.WriteAsync(new JobEvent { Job = Running(next, 0.5) });
        if (script.BrokenWatches > 0)
        {
            script.BrokenWatches--;
            context.GetHttpContext().Abort();
            return;
        }
        if (script.EndsByCancelAlone)
        {
            await script.Cancelled.Task.WaitAsync(context.CancellationToken);
            script.FinalState = Job.Types.State.Cancelled;
        }
        await responseStream.WriteAsync(new JobEvent { Job = Ended(next + 1) });
    }

    public override Task<Job> CancelJob(CancelJobRequest request, ServerCallContext context)
    {
        script.Cancelled.TrySetResult();
        return Task.FromResult(Running(2, 0.5));
    }

    private static Job Running(ulong sequence, double fraction) =>
        new() { JobId = "job", Kind = "segmentation", State = Job.Types.State.Running, Stage = "segmenting", Fraction = fraction, Sequence = sequence };

    private Job Ended(ulong sequence)
    {
        var job = new Job { JobId = "job", Kind = "segmentation", State = script.FinalState, Fraction = 1, Sequence = sequence, Message = script.FinalMessage, SummaryJson = """{"candidates":0}""" };
        if (script.FinalState == Job.Types.State.Succeeded) job.Artifacts.Add(script.Artifact);
        return job;
    }
}
