// SPDX-License-Identifier: MIT
using Google.Rpc;
using Grpc.Core;
using SolarGis.Engine.V1;
using SolarGis.Jobs;
using SolarGis.Server.Configuration;
using SolarGis.Server.Services;
using SolarGis.V1;

namespace SolarGis.Server.Engine;

/// <summary>Has jobs run by an engine process: asks it to end when cancelled, and kills it where it does not.</summary>
internal sealed class EngineJobExecutor(EnginePool engines, RequestResolver resolver, ServerOptions options, ILogger<EngineJobExecutor> log) : IJobExecutor
{
    public async Task<JobResult> ExecuteAsync(JobRecord job, string outputFolder, Action<Jobs.JobProgress> progress, CancellationToken cancel)
    {
        var request = new RunRequest
        {
            Request = resolver.Resolve(SubmitRequest.Parser.ParseFrom(job.Request.Span)),
            OutputFolder = outputFolder,
            Access = resolver.Access,
        };
        EngineProcess engine = await engines.GetAsync(cancel);
        try
        {
            using AsyncServerStreamingCall<RunEvent> call = engine.Client.Run(request, cancellationToken: cancel);
            return await FollowAsync(call, progress, cancel);
        }
        catch (Exception e) when (cancel.IsCancellationRequested && e is RpcException or OperationCanceledException)
        {
            await FreeAsync(engine);
            throw new OperationCanceledException("The job was cancelled.", e, cancel);
        }
        catch (RpcException e) when (e.GetRpcStatus() is { } status)
        {
            throw Failure(status, outputFolder, e);
        }
        catch (RpcException e)
        {
            // The connection broke, so whatever still runs there is nobody's any more.
            if (!await EnginePool.HasDiedAsync(engine))
                engine.Kill();
            await engine.Exited;
            throw new ExecutorDiedException($"The engine ended in mid-job ({e.Status.Detail}).", e);
        }
    }

    private static async Task<JobResult> FollowAsync(AsyncServerStreamingCall<RunEvent> call, Action<Jobs.JobProgress> progress, CancellationToken cancel)
    {
        await foreach (RunEvent told in call.ResponseStream.ReadAllAsync(cancel))
        {
            if (told.EventCase == RunEvent.EventOneofCase.Progress)
                progress(new Jobs.JobProgress(told.Progress.Stage, told.Progress.Fraction, told.Progress.Message));
            if (told.EventCase == RunEvent.EventOneofCase.Completed)
            {
                return new JobResult(
                    [.. told.Completed.Artifacts.Select(file => new ProducedFile(file.FileName, file.Role, file.MediaType, file.Title))],
                    told.Completed.SummaryJson);
            }
        }
        throw new JobException("INTERNAL", "The engine ended the job without a result; please report it.");
    }

    /// <summary>Returns once nothing works on the job any more.</summary>
    private async Task FreeAsync(EngineProcess engine)
    {
        try
        {
            DateTime deadline = DateTime.UtcNow + TimeSpan.FromSeconds(options.Engine.CancelGraceSeconds);
            await engine.Client.DrainAsync(new DrainRequest(), deadline: deadline);
        }
        catch (RpcException e)
        {
            log.LogWarning("The engine did not end its job within {Seconds} s ({Status}); it is killed", options.Engine.CancelGraceSeconds, e.StatusCode);
            engine.Kill();
            await engine.Exited;
            engines.Warm();
        }
    }

    private static JobException Failure(Google.Rpc.Status status, string outputFolder, RpcException inner)
    {
        string reason = status.GetDetail<ErrorInfo>()?.Reason ?? "INTERNAL";
        if (reason == DiskFull.Reason)
            return DiskFull.Error("the results of this job", inner);
        // Where the server keeps its files is not the client's business.
        string message = status.Message.Replace(outputFolder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        return new JobException(reason, message, inner);
    }
}
