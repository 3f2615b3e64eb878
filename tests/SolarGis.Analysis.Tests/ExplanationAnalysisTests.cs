// SPDX-License-Identifier: MIT
using System.Text.Json.Nodes;
using SolarGis.Analysis.Tests.Support;
using SolarGis.Attribution;
using SolarGis.Attribution.Certificates;
using SolarGis.Attribution.Targets;
using SolarGis.Imagery;
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Rasters;
using SolarGis.Imagery.Regions;

namespace SolarGis.Analysis.Tests;

public sealed class ExplanationAnalysisTests(AnalysisFixture fixture) : IClassFixture<AnalysisFixture>
{
    private static readonly MethodChoice Integrated = new("integrated_gradients", new Dictionary<string, string> { ["steps"] = "8" });
    private static readonly MethodChoice Saliency = new("saliency", new Dictionary<string, string>());

    private static readonly ExplanationSubject Farm =
        new("farm", TestImage.Pixels(TestImage.Farm.Column, TestImage.Farm.Row, TestImage.Farm.Width, TestImage.Farm.Height));

    [Fact]
    public void The_band_that_decides_carries_the_whole_explanation()
    {
        (string folder, AnalysisResult result) = Explain(TestModels.Spectral, [Farm], [Integrated]);
        Certificate certificate = Certificates(result)[0];
        Assert.Equal(TestModels.Slope * 0.4 + TestModels.Bias, certificate.ValueAtInput, 1e-4);
        // Ground around it: the mean of .18, .20 and .22.
        Assert.Equal(TestModels.Slope * 0.2 + TestModels.Bias, certificate.ValueAtBaseline, 0.02);
        Assert.InRange(Math.Abs(certificate.CompletenessGap!.Relative!.Value), 0, 1e-4);
        Assert.Equal(1, certificate.BandShares![8], 1e-6);
        Assert.InRange(certificate.ShareInside!.Value, 0.999, 1.001);

        using var raster = FloatRaster.Open(Path.Combine(folder, result.Artifacts[0].FileName));
        Assert.Equal([.. certificate.Bands, "aggregate"], raster.Descriptions);
        Assert.Equal(certificate.ToJson(), Certificate.FromJson(raster.Metadata["CERTIFICATE"]).ToJson());
        float[] map = new float[raster.Grid.Window.Area];
        raster.Read(raster.Grid.Window, 9, map);
        Assert.Equal(certificate.ValueAtInput - certificate.ValueAtBaseline, map.Where(float.IsFinite).Sum(value => (double)value), 1e-3);
        float[] aggregate = new float[map.Length];
        raster.Read(raster.Grid.Window, raster.BandCount, aggregate);
        Assert.Equal(map, aggregate);
        // On the map: the pixel in the farm's middle holds a share, the one left of it none.
        (double x, double y) = TestImage.Grid.Transform.Apply(75.5, 60.5);
        Assert.True(At(raster, map, x, y) > 0);
        Assert.Equal(0, At(raster, map, x - 300, y));
    }

    [Fact]
    public void Every_polygon_meets_every_method()
    {
        var progress = new Recorder();
        var ground = new ExplanationSubject("ground, \"south\"", TestImage.Pixels(20, 120, 6, 6));
        (string folder, AnalysisResult result) = Explain(TestModels.Random, [Farm, ground], [Integrated, Saliency], progress: progress);
        progress.AssertComplete();
        Assert.Equal(4, result.Artifacts.Count(file => file.Role == ArtifactRoles.Attribution));
        Assert.All(result.Artifacts, file => Assert.True(File.Exists(Path.Combine(folder, file.FileName))));
        using (var picture = SkiaSharp.SKBitmap.Decode(Path.Combine(folder, Assert.Single(result.Artifacts, file => file.Role == ArtifactRoles.Overview).FileName)))
        {
            // Two rows; imagery and two methods side by side.
            Assert.True(picture.Width > 3 * 380 && picture.Height > 2 * 600);
            Assert.True(picture.Pixels.Distinct().Count() > 200);
        }
        Assert.Equal(["farm", "farm", "ground, \"south\"", "ground, \"south\""],
            JsonNode.Parse(result.SummaryJson)!["explanations"]!.AsArray().Select(row => (string)row!["name"]!));
        string[] lines = File.ReadAllLines(Path.Combine(folder, "explanations.csv"));
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("\"ground, \"\"south\"\"\",integrated_gradients,", lines[3], StringComparison.Ordinal);
        var layer = Imagery.Vectors.VectorFile.Read(Path.Combine(folder, "explanations.gpkg"));
        double[] shares = [.. layer.Features[0].Values.Skip(6).Cast<double>()];
        Assert.Equal(1, shares.Sum(), 1e-6);
    }

    [Theory]
    [InlineData(60, 50, 30, 20)]
    [InlineData(0, 0, 9, 7)]
    [InlineData(171, 133, 18, 27)]
    public void It_explains_the_number_that_the_segmentation_gave(int column, int row, int width, int height)
    {
        (string folder, _) = fixture.Segment(TestModels.Random);
        using var raster = FloatRaster.Open(Path.Combine(folder, "probability.tif"));
        float[] values = new float[width * height];
        raster.Read(new RasterWindow(column, row, width, height), 1, values);
        var subject = new ExplanationSubject("here", TestImage.Pixels(column, row, width, height));
        foreach (bool full in (bool[])[false, true])
        {
            (_, AnalysisResult result) = Explain(TestModels.Random, [subject], [Saliency], full, TargetOutput.Probability);
            Assert.Equal(values.Average(), Certificates(result)[0].ValueAtInput, 1e-5);
            Assert.Equal(!full, Certificates(result)[0].Crop.Used);
        }
    }

    [Fact]
    public void Pixels_without_data_are_left_out_and_said_so()
    {
        (string folder, AnalysisResult result) = Explain(TestModels.Random, [new("edge", TestImage.Pixels(180, 40, 20, 20))], [Saliency]);
        Assert.Contains("200 of the polygon's 400 pixels have no data and are left out.", Certificates(result)[0].Notes);
        using var raster = FloatRaster.Open(Path.Combine(folder, result.Artifacts[0].FileName));
        float[] map = new float[raster.Grid.Window.Area];
        raster.Read(raster.Grid.Window, raster.BandCount, map);
        (double x, double y) = TestImage.Grid.Transform.Apply(195.5, 50.5);
        Assert.True(float.IsNaN(At(raster, map, x, y)));
        Assert.True(float.IsFinite(At(raster, map, x - 100, y)));
    }

    [Fact]
    public void What_cannot_be_explained_is_refused_in_words()
    {
        Assert.Equal("NO_VALID_PIXELS", Refused<ImageryException>(new("x", TestImage.Pixels(193, 10, 4, 4)), Saliency).Reason);
        Assert.Equal("REGION_OUTSIDE", Refused<ImageryException>(new("x", TestImage.Pixels(900, 10, 4, 4)), Saliency).Reason);
        var sliver = Region.Of(new Extent(500_011, 2_499_901, 500_014, 2_499_904, TestImage.Epsg));
        Assert.Equal("METHOD_UNKNOWN", Refused<AttributionException>(Farm, new("magic", new Dictionary<string, string>())).Reason);
        Assert.Equal("OPTION_UNKNOWN", Refused<AttributionException>(Farm, new("saliency", new Dictionary<string, string> { ["steps"] = "3" })).Reason);
        var triangle = Region.Of(new NetTopologySuite.IO.WKTReader().Read("POLYGON((500011 2499901, 500014 2499901, 500011 2499904, 500011 2499901))"), TestImage.Epsg);
        Assert.Equal("REGION_TOO_SMALL", Refused<ImageryException>(new("x", triangle), Saliency).Reason);
        // A drawn rectangle means the pixels that it touches.
        Assert.Single(Certificates(Explain(TestModels.Spectral, [new("x", sliver)], [Saliency]).Result));
        // Of several polygons, the message names the one.
        var error = Assert.Throws<ImageryException>(() => Explain(TestModels.Spectral, [Farm, new("S9", TestImage.Pixels(193, 10, 4, 4))], [Saliency]));
        Assert.StartsWith("S9: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_stay_loaded_until_others_take_their_place()
    {
        var first = fixture.Models.Load(TestModels.Spectral);
        Assert.Same(first, fixture.Models.Load(TestModels.Spectral));
        Assert.NotSame(first, fixture.Models.Load(TestModels.Spectral, TorchSharp.torch.ScalarType.Float64));
        Assert.Same(first, fixture.Models.Load(TestModels.Spectral));
    }

    private T Refused<T>(ExplanationSubject subject, MethodChoice method) where T : Exception =>
        Assert.Throws<T>(() => Explain(TestModels.Spectral, [subject], [method]));

    private (string Folder, AnalysisResult Result) Explain(
        string model, ExplanationSubject[] subjects, MethodChoice[] methods, bool fullPatch = false, TargetOutput output = TargetOutput.Logit, Recorder? progress = null)
    {
        string folder = fixture.NewFolder();
        var input = new ExplanationInput("job-3", fixture.Image, model, subjects, methods, ReadPolicy.Unrestricted) { FullPatch = fullPatch, Output = output };
        return (folder, new ExplanationAnalysis(fixture.Models, input).Run(folder, progress ?? new(), TestContext.Current.CancellationToken));
    }

    private static IReadOnlyList<Certificate> Certificates(AnalysisResult result) =>
        [.. JsonNode.Parse(result.SummaryJson)!["explanations"]!.AsArray().Select(row => Certificate.FromJson(row!["certificate"]!.ToJsonString()))];

    private static float At(FloatRaster raster, float[] map, double x, double y)
    {
        (double column, double row) = raster.Grid.Transform.Invert(x, y);
        return map[(int)row * raster.Grid.Width + (int)column];
    }
}
