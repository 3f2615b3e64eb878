// SPDX-License-Identifier: MIT
using SolarGis.Analysis;
using SolarGis.Attribution.Baselines;
using SolarGis.Attribution.Targets;
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

    public static SegmentationInput ToInput(this V1.SegmentationRequest request, string jobId, Access access) => new(
        jobId, request.Image.ToRequest(), request.Region.ToRegion(), request.Model, request.Polygons.ToSettings(), access.ToPolicy());

    public static PolygonizationInput ToInput(this V1.PolygonizationRequest request, string jobId, Access access) => new(
        jobId, request.File.Path, request.Polygons.ToSettings(), access.ToPolicy());

    public static ExplanationInput ToInput(this V1.ExplanationRequest request, string jobId, Access access) => new(
        jobId, request.Image.ToRequest(), request.Model,
        [.. request.Subjects.Select((subject, i) => subject.ToSubject(i + 1))],
        request.Methods.Count == 0 ? [new("", new Dictionary<string, string>())] : [.. request.Methods.Select(method => new MethodChoice(method.Name, method.Options))],
        access.ToPolicy())
    {
        Output = request.Target?.Output == V1.Target.Types.Output.Probability ? TargetOutput.Probability : TargetOutput.Logit,
        Reduction = request.Target?.Reduction == V1.Target.Types.Reduction.Sum ? TargetReduction.Sum : TargetReduction.Mean,
        Baseline = BaselineNames.Get(request.Baseline),
        FullPatch = request.FullPatch,
        DoublePrecision = request.DoublePrecision,
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

    private static ExplanationSubject ToSubject(this V1.Subject subject, int number) => new(
        subject.Name.Length > 0 ? subject.Name : $"polygon {number}",
        Region.FromWkb(subject.Polygon.Wkb.ToByteArray(), Epsg(subject.Polygon.Epsg)));

    private static PolygonSettings ToSettings(this V1.PolygonOptions? options)
    {
        var defaults = new PolygonSettings();
        return options is null ? defaults : new(
            options.HasThreshold ? options.Threshold : defaults.Threshold,
            options.HasMinAreaM2 ? options.MinAreaM2 : defaults.MinimumArea,
            options.HasMwDcPerHa ? options.MwDcPerHa : defaults.MegawattsPerHectare);
    }

    private static Fingerprint ToFingerprint(this V1.Fingerprint fingerprint) =>
        new((long)fingerprint.Size, fingerprint.Modified, Convert.ToHexStringLower(fingerprint.SampleSha256.Span));
}
