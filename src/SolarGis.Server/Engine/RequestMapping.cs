// SPDX-License-Identifier: MIT
using SolarGis.Engine.V1;
using SolarGis.Imagery;
using SolarGis.Imagery.Regions;
using Extent = SolarGis.Imagery.Grids.Extent;

namespace SolarGis.Server.Engine;

/// <summary>From messages of the contract to the types of the libraries.</summary>
internal static class RequestMapping
{
    public static ImageRequest ToRequest(this V1.Image image) => new([.. image.Files.Select(file => file.Path)])
    {
        Bands = [.. image.Bands.Select(band => new Imagery.Bands.BandAssignment(band.Role, (int)band.File, (int)band.Band))],
        Radiometry = image.Radiometry is { } radiometry
            ? new RadiometryOverride(
                radiometry.Scale == 0 ? null : radiometry.Scale,
                radiometry.HasOffset ? radiometry.Offset : null,
                radiometry.HasNodata ? radiometry.Nodata : null)
            : new RadiometryOverride(),
        Fingerprints = [.. image.Files.Select(file => file.Fingerprint?.ToFingerprint())],
    };

    public static Region ToRegion(this V1.Region? region) => region?.ShapeCase switch
    {
        V1.Region.ShapeOneofCase.Extent => Region.Of(new Extent(
            region.Extent.MinX, region.Extent.MinY, region.Extent.MaxX, region.Extent.MaxY, Epsg(region.Extent.Epsg))),
        V1.Region.ShapeOneofCase.Polygon => Region.FromWkb(region.Polygon.Wkb.ToByteArray(), Epsg(region.Polygon.Epsg)),
        _ => Region.Whole,
    };

    public static ReadPolicy ToPolicy(this Access access) =>
        ReadPolicy.Within([.. access.Folders]) with { MaximumRegionPixels = (long)access.MaxPixels };

    /// <summary>An EPSG code as the libraries count it.</summary>
    public static int Epsg(uint code) => (int)Math.Min(code, int.MaxValue);

    private static Fingerprint ToFingerprint(this V1.Fingerprint fingerprint) =>
        new((long)fingerprint.Size, fingerprint.Modified, Convert.ToHexStringLower(fingerprint.SampleSha256.Span));
}
