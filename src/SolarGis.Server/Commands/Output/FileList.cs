// SPDX-License-Identifier: MIT
using System.Text.Json.Nodes;
using SolarGis.V1;

namespace SolarGis.Server.Commands.Output;

/// <summary>The files that a run left in a folder.</summary>
internal static class FileList
{
    public static void Show(Reporter reporter, Job job, string folder)
    {
        reporter.Line($"Files in {Path.GetFullPath(folder)}:");
        int width = job.Artifacts.Select(a => a.Name.Length).DefaultIfEmpty().Max();
        foreach (Artifact artifact in job.Artifacts)
            reporter.Line($"  {artifact.Name.PadRight(width)}  {artifact.Title}");
    }

    public static JsonArray ToJson(IEnumerable<string> files) => new([.. files.Select(f => (JsonNode)Path.GetFullPath(f))]);
}
