// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Text.Json.Nodes;
using SolarGis.Server.Client;
using SolarGis.Server.Commands.Input;
using SolarGis.Server.Commands.Output;
using SolarGis.V1;

namespace SolarGis.Server.Commands;

/// <summary><c>solargis polygonize</c>: other polygons from a saved probability raster.</summary>
internal sealed class PolygonizeCommand : ClientCommand
{
    private readonly Argument<FileInfo> probability = new Argument<FileInfo>("PROBABILITY")
    {
        Description = "A probability raster of \"solargis segment\".",
    }.AcceptExistingOnly();

    private readonly PolygonSettings polygons = new();
    private readonly Option<string> output = Input.Arguments.OutFolder("solargis-output");

    public PolygonizeCommand() : base("polygonize", "Draws the polygons of a saved probability raster again, at another threshold or minimum area. Needs no model and takes seconds.")
    {
        Arguments.Add(probability);
        polygons.AddTo(this);
        Options.Add(output);
        AddCommonOptions();
        Examples = [("solargis polygonize farms/probability.tif --threshold 0.3 --out farms-03", "More and larger candidates")];
    }

    protected override async Task<int> RunAsync(ParseResult arguments, Reporter reporter, CancellationToken cancel)
    {
        string folder = arguments.GetRequiredValue(output);
        OutputFolder.Prepare(folder);
        using ServerConnection connection = await ConnectAsync(arguments, reporter, cancel);
        (Job job, IReadOnlyList<string> files) = await reporter.WithProgressAsync(async progress => await new JobRun(connection, reporter).RunAsync(new SubmitRequest
        {
            JobId = JobRun.NewId("polygonize"),
            Title = "Command line: polygonize",
            Polygonization = new PolygonizationRequest
            {
                File = await new RasterLocator(connection).LocateAsync(arguments.GetRequiredValue(probability).FullName, progress, cancel),
                Polygons = polygons.Read(arguments),
            },
        }, folder, progress, cancel));
        CandidateTable? candidates = CandidateTable.Of(job, folder);
        candidates?.Show(reporter);
        FileList.Show(reporter, job, folder);
        reporter.Document(new JsonObject { ["job"] = job.ToJson(), ["candidates"] = candidates?.ToJson(), ["files"] = FileList.ToJson(files) });
        return ExitCode.Success;
    }
}
