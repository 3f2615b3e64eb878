// SPDX-License-Identifier: MIT
using System.Globalization;

namespace SolarGis.Imagery.Inspection;

/// <summary>Finds how a band's pixel values become reflectance: from the request, the metadata, or what is usual.</summary>
internal static class RadiometryReader
{
    private const double UsualQuantification = 10_000;

    /// <summary>Digital numbers that ESA adds since processing baseline 04.00 (25 January 2022).</summary>
    private const double BaselineOffset = -1000;

    private static readonly string[] QuantificationKeys = ["BOA_QUANTIFICATION_VALUE", "QUANTIFICATION_VALUE"];
    private static readonly string[] OffsetKeys = ["BOA_ADD_OFFSET", "RADIO_ADD_OFFSET"];

    public static Radiometry Read(FileHeader file, BandHeader band, string role, RadiometryOverride request)
    {
        (double? scale, double? offset) = Stated(file, band, role);
        string source = (request.Scale ?? scale) is null || (request.Offset ?? offset) is null ? "assumed"
            : request.Scale is not null || request.Offset is not null ? "request" : "metadata";
        // What a float raster holds is reflectance already, where nobody says otherwise.
        double usual = band.IsInteger ? 1 / UsualQuantification : 1;
        return new Radiometry(request.Scale ?? scale ?? usual, request.Offset ?? offset ?? 0, request.Nodata ?? band.Nodata, source);
    }

    private static (double? Scale, double? Offset) Stated(FileHeader file, BandHeader band, string role)
    {
        double? scale = band.Scale is double s && s != 1 ? s : null;
        double? offset = scale is not null || band.Offset is not null and not 0 ? band.Offset ?? 0 : null;
        if (scale is null && Find(file, band, QuantificationKeys, "") is double quantification && quantification > 0) scale = 1 / quantification;
        scale ??= file.SideCar?.Scale;
        if (!band.IsInteger) return (scale, offset);
        double step = scale ?? 1 / UsualQuantification;
        if (Find(file, band, OffsetKeys, role) is double added) offset ??= added * step;
        if (file.SideCar?.OffsetRemoved == true) offset ??= 0;
        offset ??= file.SideCar?.Offset is double stated && (stated != 0 || file.SideCar.ProcessingBaseline is null) ? stated : null;
        if (Baseline(file, band) is double baseline) offset ??= baseline >= 4 ? BaselineOffset * step : 0;
        // ESA's numbers come with one scale; a baseline or an offset says that these are ESA's numbers.
        if (offset is not null && scale is null) scale = step;
        return (scale, offset);
    }

    private static double? Baseline(FileHeader file, BandHeader band) =>
        Find(file, band, ["PROCESSING_BASELINE"], "") ?? file.SideCar?.ProcessingBaseline;

    /// <summary>The first key that the band or its file has, with the role as suffix ("BOA_ADD_OFFSET_B8A") or without.</summary>
    private static double? Find(FileHeader file, BandHeader band, string[] keys, string role)
    {
        foreach (string key in keys)
        {
            string[] names = role.Length == 0 ? [key] : [$"{key}_{role}", $"{key}_B{role[1..].PadLeft(2, '0')}", key];
            foreach (string name in names)
                if ((band.Metadata.TryGetValue(name, out string? text) || file.Metadata.TryGetValue(name, out text))
                    && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
                    return value;
        }
        return null;
    }
}
