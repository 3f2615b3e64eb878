// SPDX-License-Identifier: MIT
using System.Globalization;
using SolarGis.Analysis;
using SolarGis.Engine.V1;
using SolarGis.Server.Engine;
using SolarGis.V1;

namespace SolarGis.ScriptedEngine;

/// <summary>
/// Work that takes the time and the end that a test asks for, in place of the model's name: "write BYTES", "hold", "deaf",
/// "crash", "chatter STEPS" or "fail REASON". Everything around it (process, socket, server) is the real thing.
/// </summary>
internal sealed class ScriptedWork : IEngineWork, IDisposable
{
    private readonly ManualResetEventSlim _released = new();

    public string Device => "script";

    /// <summary>Inspecting "release" lets the job that waits go on; inspecting "crash" ends this process.</summary>
    public InspectResponse Inspect(InspectWork work)
    {
        switch (work.Request.Image.Files[0].Path)
        {
            case "release":
                _released.Set();
                break;
            case "crash":
                Environment.FailFast("The test asked for it.");
                break;
        }
        return new InspectResponse();
    }

    public EstimateResponse Estimate(EstimateWork work) => new();

    public ListMethodsResponse ListMethods(ListMethodsRequest request) => new();

    public ListModelsResponse ListModels() => new();

    public AnalysisResult Run(RunRequest request, IProgress<AnalysisProgress> progress, CancellationToken cancel)
    {
        string[] script = request.Request.Segmentation.Model.Split(' ');
        string argument = script.ElementAtOrDefault(1) ?? "";
        _released.Reset();
        switch (script[0])
        {
            case "write":
                return Write(request.OutputFolder, int.Parse(argument, CultureInfo.InvariantCulture));
            case "hold":
                Tell(progress, "holding");
                _released.Wait(cancel);
                return Write(request.OutputFolder, 100);
            case "deaf":
                Tell(progress, "deaf");
                _released.Wait(CancellationToken.None);
                return Write(request.OutputFolder, 100);
            case "crash":
                Tell(progress, "crashing");
                Environment.FailFast("The test asked for it.");
                break;
            case "chatter":
                int steps = int.Parse(argument, CultureInfo.InvariantCulture);
                for (int step = 1; step <= steps; step++)
                    progress.Report(new AnalysisProgress("chattering", (double)step / steps, new string('x', 1000)));
                return Write(request.OutputFolder, 100);
            case "fail":
                throw new AnalysisException(argument, $"The file {Path.Combine(request.OutputFolder, "p.tif")} cannot be made; try again.");
        }
        throw new InvalidOperationException("There is no such script.");
    }

    public void Dispose() => _released.Dispose();

    /// <summary>The message is this process's id.</summary>
    private static void Tell(IProgress<AnalysisProgress> progress, string stage) =>
        progress.Report(new AnalysisProgress(stage, 0.5, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));

    private static AnalysisResult Write(string folder, int bytes)
    {
        byte[] content = new byte[bytes];
        new Random(bytes).NextBytes(content);
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "result.bin"), content);
        }
        catch (IOException e)
        {
            // What the raster writer says on a full disk.
            throw new AnalysisException("DISK_FULL", $"There is no room on the disk for {Path.Combine(folder, "result.bin")}; free some space and try again.", e);
        }
        return new AnalysisResult([new AnalysisArtifact("result.bin", ArtifactRoles.Summary, "application/octet-stream", "Random bytes")], "{}");
    }
}
