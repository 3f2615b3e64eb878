// SPDX-License-Identifier: MIT
namespace SolarGis.Jobs;

/// <summary>A job as it is at one moment.</summary>
public sealed record JobRecord
{
    /// <summary>The id that the client chose.</summary>
    public required string Id { get; init; }

    /// <summary>Shown in lists.</summary>
    public required string Title { get; init; }

    /// <summary>The kind of work.</summary>
    public required string Kind { get; init; }

    /// <summary>The request, opaque to this project.</summary>
    public required ReadOnlyMemory<byte> Request { get; init; }

    /// <summary>Where it is in its life.</summary>
    public JobState State { get; init; } = JobState.Queued;

    /// <summary>What happens now, a short verb phrase.</summary>
    public string Stage { get; init; } = "";

    /// <summary>0 to 1 over the whole job.</summary>
    public double Fraction { get; init; }

    /// <summary>One plain sentence: what happens, or why it failed and what to do.</summary>
    public string Message { get; init; } = "";

    /// <summary>Machine-readable reason of a failure, else empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>When it was submitted.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it first started.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Grows with every change.</summary>
    public long Sequence { get; init; } = 1;

    /// <summary>Starts so far.</summary>
    public int Attempts { get; init; }

    /// <summary>The results that fit in a message, JSON.</summary>
    public string SummaryJson { get; init; } = "";

    /// <summary>The finished files.</summary>
    public IReadOnlyList<Artifact> Artifacts { get; init; } = [];

    /// <summary>True once nothing will change any more.</summary>
    public bool HasEnded => State is not (JobState.Queued or JobState.Running);

    /// <summary>What is left by the pace so far; null while that says nothing.</summary>
    public TimeSpan? Remaining(DateTimeOffset now) =>
        State == JobState.Running && Started is { } started && Fraction > 0.02 && Fraction <= 1 && now > started
            ? (now - started) * ((1 - Fraction) / Fraction)
            : null;
}
