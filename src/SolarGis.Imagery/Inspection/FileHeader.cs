// SPDX-License-Identifier: MIT
using OSGeo.GDAL;
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Rasters;

namespace SolarGis.Imagery.Inspection;

/// <summary>One file's header.</summary>
/// <param name="Path">As it was given.</param>
/// <param name="Grid">Null where the file has none that can be used; <paramref name="GridError"/> then says why.</param>
/// <param name="GridError">Thrown only when a band of the file is used.</param>
/// <param name="Metadata">The file's key-values.</param>
/// <param name="Bands">Its bands.</param>
/// <param name="SideCar">The STAC item that describes the file, where one lies beside it.</param>
internal sealed record FileHeader(
    string Path, Grid? Grid, ImageryException? GridError, IReadOnlyDictionary<string, string> Metadata,
    IReadOnlyList<BandHeader> Bands, StacItem? SideCar)
{
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Bytes in red, green, blue (and alpha), a palette or a single shade: made to be looked at, not measured.</summary>
    public bool IsPicture => Bands.All(b => b.DataType == "Byte") && (Bands.Count is 3 or 4 || Bands.Any(b => b.HasPalette));

    public static FileHeader Read(string path, ReadPolicy policy)
    {
        using Dataset dataset = RasterOpener.Open(path, policy);
        Grid? grid = null;
        ImageryException? gridError = null;
        try
        {
            grid = RasterHeader.ReadGrid(dataset, System.IO.Path.GetFileName(path));
        }
        catch (ImageryException error)
        {
            gridError = error;
        }
        BandHeader[] bands = [.. Enumerable.Range(1, dataset.RasterCount).Select(i => BandHeader.Read(dataset, i))];
        return new FileHeader(path, grid, gridError, RasterHeader.ReadMetadata(dataset), bands, StacItem.FindBeside(path, policy));
    }
}
