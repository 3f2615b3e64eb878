// SPDX-License-Identifier: MIT
namespace SolarGis.Jobs;

/// <summary>Where a job is in its life. The numbers are stored: never renumber.</summary>
public enum JobState
{
    /// <summary>Waits for an executor.</summary>
    Queued = 1,

    /// <summary>Runs.</summary>
    Running = 2,

    /// <summary>Ended well; its artefacts are complete.</summary>
    Succeeded = 3,

    /// <summary>Ended with an error that the message explains.</summary>
    Failed = 4,

    /// <summary>Ended by a person's wish.</summary>
    Cancelled = 5,

    /// <summary>The server ended before the job did.</summary>
    Interrupted = 6,
}
