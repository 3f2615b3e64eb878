// SPDX-License-Identifier: MIT
using SolarGis.Analysis.Tests.Support;
using SolarGis.Imagery;
using SolarGis.Imagery.Regions;

namespace SolarGis.Analysis.Tests;

/// <summary>One image and two models for all tests of a class.</summary>
public sealed class AnalysisFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public AnalysisFixture()
    {
        string models = _folder.Sub("models");
        TestModels.SaveSpectral(models);
        TestModels.SaveRandom(models);
        Image = TestImage.Write(_folder["image.tif"]);
        Models = new([models], "cpu");
    }

    public ImageRequest Image { get; }

    public ModelLibrary Models { get; }

    public string NewFolder() => _folder.Sub(Guid.NewGuid().ToString("N"));

    /// <summary>Runs a segmentation and tells its folder.</summary>
    public (string Folder, AnalysisResult Result) Segment(string model, Region? region = null, PolygonSettings? polygons = null)
    {
        string folder = NewFolder();
        var input = new SegmentationInput("job-1", Image, region ?? Region.Whole, model, polygons ?? new(), ReadPolicy.Unrestricted);
        return (folder, new SegmentationAnalysis(Models, input).Run(folder, new Recorder(), TestContext.Current.CancellationToken));
    }

    public void Dispose()
    {
        Models.Dispose();
        _folder.Dispose();
    }
}
