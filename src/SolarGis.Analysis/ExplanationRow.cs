// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using SolarGis.Attribution.Certificates;

namespace SolarGis.Analysis;

/// <summary>One polygon explained by one method.</summary>
/// <param name="Name">Of the polygon.</param>
/// <param name="Outline">In the image's coordinates.</param>
/// <param name="Raster">File name of the attribution raster.</param>
/// <param name="Certificate">What was computed.</param>
internal sealed record ExplanationRow(string Name, Geometry Outline, string Raster, Certificate Certificate)
{
    /// <summary>As clients read it.</summary>
    public object ToJson(bool withCertificate) => new
    {
        Name,
        Raster,
        Certificate.Method,
        Certificate.MethodTitle,
        Certificate.ValueAtInput,
        Certificate.ValueAtBaseline,
        Certificate.ShareInside,
        BandShares = Certificate.BandShares is { } shares ? Certificate.Bands.Zip(shares).ToDictionary(pair => pair.First, pair => pair.Second) : null,
        Certificate = withCertificate ? Certificate : null,
    };
}
