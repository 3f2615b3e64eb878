// SPDX-License-Identifier: MIT
using OSGeo.GDAL;
using SolarGis.Imagery.Bands;

namespace SolarGis.Imagery.Tests;

public sealed class RasterInspectorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Unnamed_bands_are_taken_by_order_and_that_is_said()
    {
        ImageInspection ten = Inspect(Make("a.tif", new string[10], null));
        Assert.Equal(Sentinel2.TenBands, ten.Bands.Select(b => b.Role));
        Assert.All(ten.Bands, b => Assert.Equal("order", b.RoleSource));
        Assert.Contains(ten.Notes, n => n.StartsWith("The bands have no names", StringComparison.Ordinal));
        Assert.All(Inspect(Make("b.tif", new string[11], null)).Bands, b => Assert.Equal("", b.Role));
    }

    [Fact]
    public void What_the_analyst_assigns_wins()
    {
        string path = Make("a.tif", ["B2", "B3"], null);
        ImageInspection seen = Inspect(new ImageRequest([path]) { Bands = [new BandAssignment("B2", 0, 2)] }, "B2", "B3");
        Assert.Equal(["", "B2"], seen.Bands.Select(b => b.Role));
        Assert.Equal("request", seen.Bands[1].RoleSource);
        Assert.Equal(["B3"], seen.MissingBands);
        Assert.Equal("BANDS_MISSING", Reason(() => Inspect(new ImageRequest([path]) { Bands = [new BandAssignment("B2", 0, 3)] })));
    }

    [Fact]
    public void Wavelengths_of_metadata_are_used()
    {
        ImageInspection seen = Inspect(Make("a.tif", [""], d => d.GetRasterBand(1).SetMetadataItem("CENTRAL_WAVELENGTH_UM", "0.865", "IMAGERY")));
        Assert.Equal(("B8A", "wavelength"), (seen.Bands[0].Role, seen.Bands[0].RoleSource));
    }

    [Theory]
    [InlineData("PROCESSING_BASELINE", "05.09", -0.1, "metadata")]
    [InlineData("PROCESSING_BASELINE", "02.14", 0, "metadata")]
    [InlineData("BOA_ADD_OFFSET_B2", "-1000", -0.1, "metadata")]
    [InlineData("RADIO_ADD_OFFSET", "-500", -0.05, "metadata")]
    [InlineData("SOMETHING", "1", 0, "assumed")]
    public void The_offset_comes_from_metadata(string key, string value, double offset, string source)
    {
        Radiometry radiometry = Inspect(Make("a.tif", ["B2"], d => d.SetMetadataItem(key, value, ""))).Radiometry;
        Assert.Equal(1e-4, radiometry.Scale, 1e-12);
        Assert.Equal(offset, radiometry.Offset, 1e-12);
        Assert.Equal(source, radiometry.Source);
    }

    [Fact]
    public void Scale_and_offset_of_the_band_and_of_the_request()
    {
        string path = Make("a.tif", ["B2"], d =>
        {
            d.GetRasterBand(1).SetScale(0.0002);
            d.GetRasterBand(1).SetOffset(-0.05);
        });
        Assert.Equal(new Radiometry(0.0002, -0.05, null, "metadata"), Inspect(path).Radiometry);
        Assert.Equal(new Radiometry(0.0002, -0.1, 7, "request"),
            Inspect(new ImageRequest([path]) { Radiometry = new RadiometryOverride(Offset: -0.1, Nodata: 7) }).Radiometry);
        Assert.Equal("RADIOMETRY_INVALID", Reason(() => Inspect(new ImageRequest([path]) { Radiometry = new RadiometryOverride(Scale: 0) })));
    }

    [Fact]
    public void A_picture_is_refused()
    {
        string path = RasterBuilder.Write(_folder["a.tif"], RasterBuilder.Utm(8, 8), ["", "", ""], (_, _, _) => 9, DataType.GDT_Byte, options: ["PHOTOMETRIC=RGB"]);
        Assert.Equal("PICTURE_ONLY", Reason(() => Inspect(path)));
    }

    [Fact]
    public void An_image_without_a_system_is_refused() =>
        Assert.Equal("NO_CRS", Reason(() => Inspect(RasterBuilder.Write(_folder["a.tif"], null, ["B2"], (_, _, _) => 9))));

    [Fact]
    public void Missing_damaged_and_empty_files_are_told_apart()
    {
        Assert.Equal("RASTER_NOT_FOUND", Reason(() => Inspect(_folder["none.tif"])));
        File.WriteAllText(_folder["text.tif"], "no raster");
        Assert.Equal("RASTER_UNREADABLE", Reason(() => Inspect(_folder["text.tif"])));
        File.WriteAllBytes(_folder["empty.tif"], []);
        Assert.Equal("RASTER_UNREADABLE", Reason(() => Inspect(_folder["empty.tif"])));
        Assert.Equal("RASTER_NOT_FOUND", Reason(() => Inspect(new ImageRequest([]))));
    }

    [Fact]
    public void A_file_that_the_client_sees_otherwise_is_refused()
    {
        string path = Make("a.tif", ["B2"], null);
        Fingerprint seen = Fingerprint.Of(path);
        Assert.Equal(seen, Inspect(new ImageRequest([path]) { Fingerprints = [seen] }).Fingerprints[0]);
        Assert.Equal("FILE_DIFFERS", Reason(() => Inspect(new ImageRequest([path]) { Fingerprints = [seen with { Size = 1 }] })));
    }

    [Fact]
    public void The_fingerprint_samples_first_middle_and_last()
    {
        byte[] bytes = new byte[400_000];
        Random.Shared.NextBytes(bytes);
        File.WriteAllBytes(_folder["a.bin"], bytes);
        const int k = 65536;
        byte[] sample = [.. bytes[..k], .. bytes[((400_000 - k) / 2)..((400_000 - k) / 2 + k)], .. bytes[^k..]];
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(sample)), Fingerprint.Of(_folder["a.bin"]).SampleSha256);
    }

    [Fact]
    public void Brazil_shows_its_bands_and_warns_of_degrees_and_of_the_offset()
    {
        ImageInspection seen = Inspect(new ImageRequest([SharedData.Require("sentinel2/brazil_town/sen2_10band_uint16.tif")]), [.. Sentinel2.TenBands]);
        Assert.Equal(Sentinel2.TenBands, seen.Bands.Select(b => b.Role));
        Assert.Empty(seen.MissingBands);
        Assert.Equal("assumed", seen.Radiometry.Source);
        Assert.Contains(seen.Notes, n => n.Contains("degrees", StringComparison.Ordinal));
        Assert.Contains(seen.Notes, n => n.Contains("-0.1", StringComparison.Ordinal));
        Assert.Equal(-56.3736858, seen.GeographicExtent.MinX, 1e-6);
    }

    private string Make(string name, string?[] descriptions, Action<Dataset>? prepare) =>
        RasterBuilder.Write(_folder[name], RasterBuilder.Utm(4, 4), [.. descriptions.Select(d => d ?? "")], (_, _, _) => 1000, prepare: prepare);

    private static string Reason(Action action) => Assert.Throws<ImageryException>(action).Reason;

    private static ImageInspection Inspect(string path) => Inspect(new ImageRequest([path]));

    private static ImageInspection Inspect(ImageRequest request, params string[] roles) =>
        RasterInspector.Inspect(request, ReadPolicy.Unrestricted, roles.Length == 0 ? null : roles);
}
