// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Globalization;
using SolarGis.Server.Client;
using SolarGis.Server.Commands.Output;
using SolarGis.V1;

namespace SolarGis.Server.Commands;

/// <summary>A command on one job, named by its id.</summary>
internal abstract class JobCommand : ClientCommand
{
    private readonly Argument<string> id = new("JOB") { Description = "Job id; \"solargis jobs list\" shows them." };

    protected JobCommand(string name, string description) : base(name, description)
    {
        Arguments.Add(id);
        Examples = [($"solargis jobs {name} segment-20260102-101500-a1b2c3", "By its id")];
    }

    /// <summary>Does the work on the job.</summary>
    protected abstract Task<int> RunAsync(ParseResult arguments, string jobId, ServerConnection connection, Reporter reporter, CancellationToken cancel);

    protected sealed override async Task<int> RunAsync(ParseResult arguments, Reporter reporter, CancellationToken cancel)
    {
        using ServerConnection connection = await ConnectAsync(arguments, reporter, cancel);
        return await RunAsync(arguments, arguments.GetRequiredValue(id), connection, reporter, cancel);
    }

    /// <summary>When a short call is given up.</summary>
    protected static DateTime Deadline => DateTime.UtcNow + ServerConnection.CallTimeout;

    /// <summary>Prints one job.</summary>
    protected static void Show(Reporter reporter, Job job)
    {
        reporter.Line($"{job.JobId}: {job.Kind}, {job.State.ToWord()}, {job.Fraction.ToString("P0", CultureInfo.InvariantCulture)}");
        if (job.Message.Length > 0) reporter.Line($"  {job.Message}");
        if (job.Reason.Length > 0) reporter.Line($"  reason {job.Reason}");
        foreach (Artifact artifact in job.Artifacts)
            reporter.Line(string.Create(CultureInfo.InvariantCulture, $"  {artifact.Name}  {artifact.Size / 1024.0:0.#} KiB  {artifact.Title}"));
        reporter.Document(ProtoJson.ToJson(job));
    }
}
