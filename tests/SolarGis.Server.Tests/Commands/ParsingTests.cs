// SPDX-License-Identifier: MIT
using System.CommandLine;
using SolarGis.Server.Commands;
using SolarGis.Server.Commands.Input;

namespace SolarGis.Server.Tests.Commands;

public sealed class ParsingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("solargis-parse-").FullName;
    private readonly string raster;

    public ParsingTests()
    {
        raster = Path.Combine(folder, "scène 1.tif");
        File.WriteAllText(raster, "");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("--extent", "1,2,3")]
    [InlineData("--extent", "1,2,three,4")]
    [InlineData("--extent", "1,2,NaN,4")]
    [InlineData("--extent", "3,2,1,4")]
    [InlineData("--extent", "1,2,1,4")]
    [InlineData("--epsg", "4326")]
    [InlineData("--threshold", "1")]
    [InlineData("--threshold", "0")]
    [InlineData("--threshold", "0,5")]
    [InlineData("--min-area", "-1")]
    [InlineData("--mw-per-ha", "0")]
    [InlineData("--scale", "0")]
    [InlineData("--offset", "Infinity")]
    [InlineData("--band", "B2")]
    [InlineData("--band", "B2=0")]
    [InlineData("--band", "B2=other.tif:1")]
    [InlineData("--band", "=1")]
    [InlineData("--aoi", "not-there.gpkg")]
    public void Segment_refuses_values_that_mean_nothing(string option, string value)
    {
        ParseResult parsed = Parse("segment", raster, option, value);

        Assert.NotEmpty(parsed.Errors);
        Assert.All(parsed.Errors, e => Assert.DoesNotContain("Exception", e.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--extent", "-77.5, 14.25,-77.1,14.5")]
    [InlineData("--threshold", "0.25")]
    [InlineData("--min-area", "0")]
    [InlineData("--offset", "-0.1")]
    [InlineData("--band", "B2=scène 1.tif:3")]
    [InlineData("--band", "B2=3")]
    public void Segment_takes_values_that_mean_something(string option, string value) => Assert.Empty(Parse("segment", raster, option, value).Errors);

    [Fact]
    public void Segment_takes_an_epsg_code_with_its_prefix() =>
        Assert.Empty(Parse("segment", raster, "--extent", "1,2,3,4", "--epsg", "EPSG:32643").Errors);

    [Fact]
    public void Segment_needs_a_raster() => Assert.NotEmpty(Parse("segment").Errors);

    [Fact]
    public void Segment_names_the_raster_that_is_missing() =>
        Assert.Contains(Parse("segment", "nowhere.tif").Errors, e => e.Message.Contains("nowhere.tif", StringComparison.Ordinal));

    [Fact]
    public void Extent_and_area_file_exclude_each_other() =>
        Assert.Contains(Parse("segment", raster, "--extent", "1,2,3,4", "--aoi", raster).Errors, e => e.Message.Contains("exclude", StringComparison.Ordinal));

    [Fact]
    public void Explain_wants_one_subject_and_one_image()
    {
        Assert.NotEmpty(Parse("explain", raster).Errors);
        Assert.NotEmpty(Parse("explain", "--point", "1,2").Errors);
        Assert.NotEmpty(Parse("explain", raster, "--candidate", "1").Errors);
        Assert.NotEmpty(Parse("explain", raster, "--from", folder, "--candidate", "1").Errors);
        Assert.NotEmpty(Parse("explain", raster, "--point", "1,2", "--polygon", "a.gpkg").Errors);
        Assert.Empty(Parse("explain", raster, "--point", "1,2").Errors);
        Assert.Empty(Parse("explain", "--from", folder, "--candidate", "1").Errors);
        Assert.Empty(Parse("explain", raster, "--polygon", "a.gpkg:3", "--option", "steps=100", "--target", "probability").Errors);
    }

    [Theory]
    [InlineData("--baseline", "black")]
    [InlineData("--target", "margin")]
    [InlineData("--option", "steps")]
    [InlineData("--point", "1")]
    public void Explain_refuses_values_that_mean_nothing(string option, string value) =>
        Assert.NotEmpty(Parse("explain", raster, "--polygon", "a.gpkg", option, value).Errors);

    [Fact]
    public void A_band_of_a_file_may_have_a_drive_letter()
    {
        V1.BandAssignment? band = ImageOptions.ParseBand(@"B11=C:\data\swir.tif:2", [@"C:\data\nir.tif", @"C:\data\swir.tif"]);

        Assert.NotNull(band);
        Assert.Equal((1u, 2u, "B11"), (band.File, band.Band, band.Role));
    }

    [Fact]
    public void A_polygon_of_a_file_is_split_at_its_last_colon()
    {
        Assert.Equal((raster, "7"), SubjectOptions.Split($"{raster}:7"));
        Assert.Equal((raster, null), SubjectOptions.Split(raster));
        Assert.Equal((@"C:\a.gpkg", "S9q8"), SubjectOptions.Split(@"C:\a.gpkg:S9q8"));
        Assert.Equal((@"C:\a.gpkg", null), SubjectOptions.Split(@"C:\a.gpkg"));
    }

    private static ParseResult Parse(params string[] arguments) => SolarGisCommand.Create().Parse(arguments);
}
