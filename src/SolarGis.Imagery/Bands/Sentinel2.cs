// SPDX-License-Identifier: MIT
namespace SolarGis.Imagery.Bands;

/// <summary>The band table of Sentinel-2 (ESA, Sentinel-2 Spectral Response Functions, Sentinel-2A).</summary>
public static class Sentinel2
{
    /// <summary>All 13 bands in the order of a Level-1C product.</summary>
    public static IReadOnlyList<SpectralBand> Bands { get; } =
    [
        new("B1", 442.7, 21, 60, ["coastal", "coastalaerosol", "aerosol", "ultrablue"]),
        new("B2", 492.4, 66, 10, ["blue"]),
        new("B3", 559.8, 36, 10, ["green"]),
        new("B4", 664.6, 31, 10, ["red"]),
        new("B5", 704.1, 15, 20, ["rededge1", "rededge", "rededge071", "re1", "vre1", "vegetationrededge1"]),
        new("B6", 740.5, 15, 20, ["rededge2", "rededge075", "re2", "vre2", "vegetationrededge2"]),
        new("B7", 782.8, 20, 20, ["rededge3", "rededge078", "re3", "vre3", "vegetationrededge3"]),
        new("B8", 832.8, 106, 10, ["nir", "nirwide", "widenir", "nearinfrared"]),
        new("B8A", 864.7, 21, 20, ["nir08", "nir2", "nirnarrow", "narrownir", "nnir", "rededge4", "re4"]),
        new("B9", 945.1, 20, 60, ["nir09", "watervapour", "watervapor"]),
        new("B10", 1373.5, 31, 60, ["cirrus"]),
        new("B11", 1613.7, 91, 20, ["swir16", "swir1", "swir161"]),
        new("B12", 2202.4, 175, 20, ["swir22", "swir2", "swir220"]),
    ];

    /// <summary>The ten bands of 10 m and 20 m, in order.</summary>
    public static IReadOnlyList<string> TenBands { get; } = [.. Bands.Where(b => b.Resolution < 60).Select(b => b.Role)];

    /// <summary>The band of a role, or null.</summary>
    public static SpectralBand? Find(string role) =>
        Bands.FirstOrDefault(b => string.Equals(b.Role, role, StringComparison.OrdinalIgnoreCase));

    /// <summary>The band whose centre is nearest to a wavelength that lies inside its width (at least 10 nm either side), or null.</summary>
    /// <param name="nanometres">Centre wavelength.</param>
    public static SpectralBand? FindByWavelength(double nanometres) => Bands
        .Where(b => Math.Abs(b.Wavelength - nanometres) <= Math.Max(10, b.Bandwidth / 2))
        .MinBy(b => Math.Abs(b.Wavelength - nanometres));
}
