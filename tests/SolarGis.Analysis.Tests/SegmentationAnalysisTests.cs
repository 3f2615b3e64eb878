// SPDX-License-Identifier: MIT
using System.IO.Compression;
using System.Text.Json.Nodes;
using SolarGis.Analysis.Tests.Support;
using SolarGis.Imagery;
using SolarGis.Imagery.Rasters;
using SolarGis.Imagery.Regions;
using SolarGis.Imagery.Vectors;
using SolarGis.Models;

namespace SolarGis.Analysis.Tests;

public sealed class SegmentationAnalysisTests(AnalysisFixture fixture) : IClassFixture<AnalysisFixture>
{
    [Fact]
    public void Leaves_raster_polygons_and_a_summary_that_agree()
    {
        string folder = fixture.NewFolder();
        var progress = new Recorder();
        var input = new SegmentationInput("job-7", fixture.Image, Region.Whole, TestModels.Spectral, new(), ReadPolicy.Unrestricted);
        AnalysisResult result = new SegmentationAnalysis(fixture.Models, input).Run(folder, progress, TestContext.Current.CancellationToken);

        progress.AssertComplete();
        Assert.All(result.Artifacts, file => Assert.True(new FileInfo(Path.Combine(folder, file.FileName)).Length > 0));
        Assert.Equal(
            [ArtifactRoles.Candidates, ArtifactRoles.CandidatesShapefile, ArtifactRoles.Probability, ArtifactRoles.Summary],
            result.Artifacts.Select(file => file.Role).Order());

        FeatureLayer layer = VectorFile.Read(Path.Combine(folder, "candidates.gpkg"));
        Feature farm = Assert.Single(layer.Features);
        double area = (double)farm.Values[layer.Fields.ToList().FindIndex(field => field.Name == "area_ha")]!;
        Assert.InRange(area, 5.7, 6.3);
        Assert.Contains(farm.Values, value => "job-7".Equals(value));

        JsonNode summary = JsonNode.Parse(result.SummaryJson)!;
        Assert.Equal(1, (int)summary["candidates"]!["count"]!);
        Assert.Equal(area, (double)summary["candidates"]!["area_ha"]!, 4);
        Assert.Equal(TestImage.NodataColumn * TestImage.Height, (long)summary["valid_pixels"]!);
        using ZipArchive zip = ZipFile.OpenRead(Path.Combine(folder, "candidates.shp.zip"));
        Assert.Equal(["candidates.cpg", "candidates.dbf", "candidates.prj", "candidates.shp", "candidates.shx"], zip.Entries.Select(entry => entry.Name).Order());
    }

    [Fact]
    public void Probabilities_are_the_models_and_nodata_stays()
    {
        (string folder, _) = fixture.Segment(TestModels.Spectral);
        using var raster = FloatRaster.Open(Path.Combine(folder, "probability.tif"));
        float[] values = new float[TestImage.Width * TestImage.Height];
        raster.Read(raster.Grid.Window, 1, values);
        for (int i = 0; i < values.Length; i++)
        {
            int column = i % TestImage.Width, row = i / TestImage.Width;
            if (column >= TestImage.NodataColumn) Assert.True(float.IsNaN(values[i]));
            else Assert.Equal(1 / (1 + Math.Exp(-(TestModels.Slope * TestImage.ShortWave(column, row) + TestModels.Bias))), values[i], 1e-5);
        }
        Assert.Equal("spectral 1.0.0", raster.Metadata["MODEL"]);
        Assert.Equal("job-1", raster.Metadata["JOB"]);
        Assert.Equal(["probability"], raster.Descriptions);
    }

    [Fact]
    public void A_region_cuts_the_candidate_and_says_so()
    {
        (string folder, AnalysisResult result) = fixture.Segment(TestModels.Spectral, TestImage.Pixels(40, 40, 35, 50));
        FeatureLayer layer = VectorFile.Read(Path.Combine(folder, "candidates.gpkg"));
        Feature farm = Assert.Single(layer.Features);
        Assert.Equal("edge", farm.Values[layer.Fields.ToList().FindIndex(field => field.Name == "suspect")]);
        Assert.Equal(1, (int)JsonNode.Parse(result.SummaryJson)!["candidates"]!["suspect"]!);
    }

    [Fact]
    public void Polygons_drawn_again_are_the_same_at_the_same_threshold_and_more_at_a_lower_one()
    {
        (string folder, _) = fixture.Segment(TestModels.Spectral);
        string again = fixture.NewFolder(), lower = fixture.NewFolder();
        Polygonize(folder, again, 0.5);
        Polygonize(folder, lower, 0.2);
        FeatureLayer first = VectorFile.Read(Path.Combine(folder, "candidates.gpkg")), second = VectorFile.Read(Path.Combine(again, "candidates.gpkg"));
        Assert.Equal(first.Features.Select(feature => feature.Geometry), second.Features.Select(feature => feature.Geometry));
        int model = first.Fields.ToList().FindIndex(field => field.Name == "model");
        Assert.Equal(first.Features[0].Values[model], second.Features[0].Values[model]);
        Assert.True(VectorFile.Read(Path.Combine(lower, "candidates.gpkg")).Features.Sum(feature => feature.Geometry.Area) > 2 * first.Features[0].Geometry.Area);
    }

    [Fact]
    public void Cancelling_ends_it_and_leaves_no_finished_file()
    {
        string folder = fixture.NewFolder();
        using var cancel = new CancellationTokenSource();
        var progress = new Recorder(step =>
        {
            if (step.Stage == "segmenting") cancel.Cancel();
        });
        var input = new SegmentationInput("job", fixture.Image, Region.Whole, TestModels.Spectral, new(), ReadPolicy.Unrestricted);
        Assert.ThrowsAny<OperationCanceledException>(() => new SegmentationAnalysis(fixture.Models, input).Run(folder, progress, cancel.Token));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void Wrong_requests_are_refused_before_any_work()
    {
        Assert.Equal("MODEL_UNKNOWN", Assert.Throws<ModelException>(() => fixture.Segment("nobody")).Reason);
        Assert.Equal("REGION_OUTSIDE", Assert.Throws<ImageryException>(() => fixture.Segment(TestModels.Spectral, TestImage.Pixels(5000, 0, 10, 10))).Reason);
        Assert.Equal("NO_VALID_PIXELS", Assert.Throws<ImageryException>(() => fixture.Segment(TestModels.Spectral, TestImage.Pixels(192, 10, 6, 6))).Reason);
        var small = ReadPolicy.Unrestricted with { MaximumRegionPixels = 1000 };
        var input = new SegmentationInput("job", fixture.Image, Region.Whole, TestModels.Spectral, new(), small);
        Assert.Equal("REGION_TOO_LARGE", Assert.Throws<ImageryException>(() => SegmentationEstimate.Of(fixture.Models, input)).Reason);
    }

    [Fact]
    public void The_estimate_knows_window_area_and_tiles()
    {
        var input = new SegmentationInput("", fixture.Image, Region.Whole, TestModels.Spectral, new(), ReadPolicy.Unrestricted);
        var estimate = SegmentationEstimate.Of(fixture.Models, input);
        Assert.Equal(TestImage.Grid.Window, estimate.Window);
        Assert.Equal(1, estimate.Tiles);
        // The scale of UTM on its central meridian is .9996.
        Assert.InRange(estimate.SquareMetres / (TestImage.Width * TestImage.Height * 100.0), 1.0005, 1.0011);
    }

    private static void Polygonize(string from, string to, double threshold) =>
        new PolygonizationAnalysis(new("job-2", Path.Combine(from, "probability.tif"), new(threshold), ReadPolicy.Unrestricted))
            .Run(to, new Recorder(), TestContext.Current.CancellationToken);
}
