// SPDX-License-Identifier: MIT
using OSGeo.GDAL;
using SolarGis.Imagery.Rasters;

namespace SolarGis.Imagery.Inspection;

/// <summary>One band's header.</summary>
/// <param name="Index">Counted from 1.</param>
/// <param name="Description">The file's own words, or empty.</param>
/// <param name="DataType">GDAL's name.</param>
/// <param name="Nodata">The file's value for no data.</param>
/// <param name="Scale">The file's scale, where it states one.</param>
/// <param name="Offset">The file's offset, where it states one.</param>
/// <param name="HasPalette">Pixel values are colour numbers.</param>
/// <param name="Metadata">The band's key-values, those of the IMAGERY domain included.</param>
internal sealed record BandHeader(
    int Index, string Description, string DataType, double? Nodata, double? Scale, double? Offset, bool HasPalette,
    IReadOnlyDictionary<string, string> Metadata)
{
    public bool IsInteger => !DataType.Contains("Float", StringComparison.Ordinal);

    public static BandHeader Read(Dataset dataset, int index)
    {
        using Band band = dataset.GetRasterBand(index);
        band.GetScale(out double scale, out int hasScale);
        band.GetOffset(out double offset, out int hasOffset);
        bool palette = band.GetRasterColorInterpretation() == ColorInterp.GCI_PaletteIndex;
        Dictionary<string, string> metadata = new(RasterHeader.ReadMetadata(band), StringComparer.OrdinalIgnoreCase);
        foreach ((string key, string value) in RasterHeader.ReadMetadata(band, "IMAGERY")) metadata.TryAdd(key, value);
        return new BandHeader(index, band.GetDescription() ?? "", Gdal.GetDataTypeName(band.DataType), RasterHeader.ReadNodata(band),
            hasScale == 1 ? scale : null, hasOffset == 1 ? offset : null, palette, metadata);
    }
}
