// SPDX-License-Identifier: MIT
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using SolarGis.Jobs;
using SolarGis.V1;

namespace SolarGis.Server.Services;

/// <summary>Jobs and files as the contract tells them.</summary>
internal static class JobMessages
{
    /// <summary>The kinds of work that jobs can do.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        [.. System.Enum.GetValues<SubmitRequest.WorkOneofCase>().Where(work => work != SubmitRequest.WorkOneofCase.None).Select(KindOf)];

    public static Job ToMessage(this JobRecord job, JobManager jobs)
    {
        var message = new Job
        {
            JobId = job.Id,
            Title = job.Title,
            Kind = job.Kind,
            State = (Job.Types.State)job.State,
            Stage = job.Stage,
            Fraction = job.Fraction,
            Message = job.Message,
            Reason = job.Reason,
            Remaining = job.Remaining(DateTimeOffset.UtcNow) is { } remaining ? Duration.FromTimeSpan(remaining) : null,
            Created = job.Created.ToTimestamp(),
            Started = job.Started?.ToTimestamp(),
            Ended = job.Ended?.ToTimestamp(),
            Sequence = (ulong)job.Sequence,
            QueuePosition = job.State == JobState.Queued ? (uint)jobs.Position(job.Id) : 0,
            Attempts = (uint)job.Attempts,
            SummaryJson = job.SummaryJson,
        };
        message.Artifacts.Add(job.Artifacts.Select(ToMessage));
        return message;
    }

    public static V1.Artifact ToMessage(this Jobs.Artifact artifact) => new()
    {
        Name = artifact.Name,
        Role = artifact.Role,
        MediaType = artifact.MediaType,
        Title = artifact.Title,
        Size = (ulong)artifact.Size,
        Sha256 = ByteString.CopyFrom(artifact.Sha256.Span),
    };

    public static V1.Upload ToMessage(this Jobs.Upload upload) => new()
    {
        UploadId = upload.Id,
        Size = (ulong)upload.Size,
        Committed = (ulong)upload.Committed,
        Finished = upload.Finished,
    };

    /// <summary>The kind of work, and bytes that are equal for equal requests whatever order a map came in.</summary>
    public static NewJob ToNewJob(this SubmitRequest request)
    {
        byte[] bytes = new byte[request.CalculateSize()];
        using var output = new CodedOutputStream(bytes) { Deterministic = true };
        request.WriteTo(output);
        output.Flush();
        return new NewJob(request.JobId, request.Title, KindOf(request.WorkCase), bytes);
    }

    private static string KindOf(SubmitRequest.WorkOneofCase work) => work.ToString().ToLowerInvariant();
}
