// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Bands;

namespace SolarGis.Imagery.Tests.Bands;

public class BandNamesTests
{
    [Theory]
    [InlineData("B8A", "B8A")]
    [InlineData("b08", "B8")]
    [InlineData("Band 8A", "B8A")]
    [InlineData("Band_12", "B12")]
    [InlineData("B8A, central wavelength 865 nm", "B8A")]
    [InlineData("nir08", "B8A")]
    [InlineData("Red Edge 1", "B5")]
    [InlineData("SWIR 1", "B11")]
    [InlineData("swir22", "B12")]
    [InlineData("B4/B3 ratio", null)]
    [InlineData("B14", null)]
    [InlineData("NB2", null)]
    [InlineData("Gray", null)]
    [InlineData("", null)]
    public void Descriptions(string text, string? role) => Assert.Equal(role, BandNames.FromDescription(text));

    [Theory]
    [InlineData("B02.tif", "B2")]
    [InlineData("/a/T29RKH_20200219T112111_B8A_20m.jp2", "B8A")]
    [InlineData("S2B_29RKH_20200219_0_L2A_B04.tif", "B4")]
    [InlineData("rededge1.tif", "B5")]
    [InlineData("scene_swir16.tif", "B11")]
    [InlineData("SCL.tif", null)]
    [InlineData("LC08_L2SP_143041_20200219_SR_B5.TIF", null)]
    public void File_names(string path, string? role) => Assert.Equal(role, BandNames.FromFileName(path));

    [Theory]
    [InlineData(842, "B8")]
    [InlineData(865, "B8A")]
    [InlineData(1610, "B11")]
    [InlineData(11000, null)]
    public void Wavelengths(double nanometres, string? role) => Assert.Equal(role, Sentinel2.FindByWavelength(nanometres)?.Role);
}
