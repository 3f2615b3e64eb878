// SPDX-License-Identifier: MIT
using OSGeo.GDAL;
using SolarGis.Imagery.Rasters;

namespace SolarGis.Imagery.Tests.Hostile;

public sealed class HostileRasterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("http://127.0.0.1/a.tif")]
    [InlineData("/vsicurl/http://127.0.0.1/a.tif")]
    [InlineData("/VSIZIP/a.zip/a.tif")]
    [InlineData("\\vsimem\\a.tif")]
    [InlineData("//vsimem/a.tif")]
    [InlineData("MEM:::DATAPOINTER=1,PIXELS=1,LINES=1")]
    [InlineData("GTIFF_DIR:1:/etc/passwd")]
    [InlineData("<VRTDataset/>")]
    [InlineData("a\0.tif")]
    [InlineData("")]
    public void What_is_no_file_is_refused(string name) => Assert.Contains(Reason(name), (string[])["PATH_NOT_ALLOWED", "RASTER_NOT_FOUND"]);

    [Fact]
    public void A_vrt_under_another_name_is_not_opened()
    {
        string secret = Good("secret.tif");
        File.WriteAllText(_folder["a.tif"], Vrt(secret));
        Assert.Equal("RASTER_UNREADABLE", Reason(_folder["a.tif"]));
    }

    [Fact]
    public void A_vrt_as_overview_side_car_is_not_looked_at()
    {
        string path = Good("a.tif");
        File.WriteAllText(path + ".ovr", Vrt(Good("secret.tif")));
        using Dataset dataset = RasterOpener.Open(path, ReadPolicy.Unrestricted);
        Assert.Single(dataset.GetFileList());
        using Band band = dataset.GetRasterBand(1);
        Assert.Equal(0, band.GetOverviewCount());
    }

    [Fact]
    public void Overviews_in_another_file_are_refused()
    {
        string secret = Good("secret.tif");
        string path = RasterBuilder.Write(_folder["a.tif"], RasterBuilder.Utm(8, 8), ["B2"], (_, _, _) => 1,
            prepare: d => d.SetMetadataItem("OVERVIEW_FILE", secret, "OVERVIEWS"));
        Assert.Equal("RASTER_UNREADABLE", Reason(path));
    }

    [Fact]
    public void A_tiny_file_that_claims_to_be_huge_is_refused()
    {
        GdalRuntime.Initialise();
        using (Driver driver = Gdal.GetDriverByName("GTiff"))
        using (driver.Create(_folder["a.tif"], 400_000, 400_000, 1, DataType.GDT_UInt16, ["SPARSE_OK=TRUE", "TILED=YES", "BLOCKXSIZE=16384", "BLOCKYSIZE=16384", "BIGTIFF=YES"]))
        {
        }
        Assert.Equal("RASTER_TOO_LARGE", Reason(_folder["a.tif"]));
    }

    [Fact]
    public void Huge_blocks_and_many_bands_are_refused()
    {
        GdalRuntime.Initialise();
        using (Driver driver = Gdal.GetDriverByName("GTiff"))
        {
            using (driver.Create(_folder["block.tif"], 20_000, 20_000, 1, DataType.GDT_UInt16, ["SPARSE_OK=TRUE", "BLOCKYSIZE=20000", "COMPRESS=DEFLATE"])) { }
            using (driver.Create(_folder["bands.tif"], 8, 8, 65, DataType.GDT_Byte, [])) { }
        }
        Assert.Equal("RASTER_TOO_LARGE", Reason(_folder["block.tif"]));
        Assert.Equal("RASTER_TOO_LARGE", Reason(_folder["bands.tif"]));
    }

    [Fact]
    public void Only_the_allowed_folders_are_read_links_followed()
    {
        Directory.CreateDirectory(_folder["in"]);
        Directory.CreateDirectory(_folder["inside-out"]);
        string outside = Good("inside-out/secret.tif"), inside = Good("in/a.tif");
        ReadPolicy policy = ReadPolicy.Within(_folder["in"]);
        Assert.Null(Record.Exception(() => RasterOpener.Open(inside, policy).Dispose()));
        Assert.Equal("PATH_NOT_ALLOWED", Reason(outside, policy));
        Assert.Equal("PATH_NOT_ALLOWED", Reason(_folder["in/../inside-out/secret.tif"], policy));
        // Whether a file exists outside is not told.
        Assert.Equal("PATH_NOT_ALLOWED", Reason(_folder["inside-out/none.tif"], policy));
        if (OperatingSystem.IsWindows()) return;
        File.CreateSymbolicLink(_folder["in/link.tif"], outside);
        Directory.CreateSymbolicLink(_folder["in/folder"], _folder["inside-out"]);
        Assert.Equal("PATH_NOT_ALLOWED", Reason(_folder["in/link.tif"], policy));
        Assert.Equal("PATH_NOT_ALLOWED", Reason(_folder["in/folder/secret.tif"], policy));
        // A chain of links that ends inside is fine.
        File.CreateSymbolicLink(_folder["to-a.tif"], inside);
        Assert.Null(Record.Exception(() => RasterOpener.Open(_folder["to-a.tif"], policy).Dispose()));
    }

    private static string Reason(string path, ReadPolicy? policy = null) =>
        Assert.Throws<ImageryException>(() => RasterOpener.Open(path, policy ?? ReadPolicy.Unrestricted)).Reason;

    private string Good(string name) => RasterBuilder.Write(_folder[name], RasterBuilder.Utm(8, 8), ["B2"], (_, _, _) => 1);

    private static string Vrt(string source) =>
        $"<VRTDataset rasterXSize=\"4\" rasterYSize=\"4\"><VRTRasterBand dataType=\"UInt16\" band=\"1\"><SimpleSource><SourceFilename>{source}"
        + "</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>";
}
