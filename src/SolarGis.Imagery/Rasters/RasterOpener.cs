// SPDX-License-Identifier: MIT
using OSGeo.GDAL;

namespace SolarGis.Imagery.Rasters;

/// <summary>Opens rasters under a policy; every raster that this project reads comes through here.</summary>
internal static class RasterOpener
{
    // GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR, read-only.
    private const uint RasterReadOnly = 0x02 | 0x40;

    // COG is read by the GTiff driver.
    private static readonly string[] Drivers = ["GTiff", "JP2OpenJPEG"];

    public static Dataset Open(string path, ReadPolicy policy)
    {
        GdalRuntime.Initialise();
        string full = PathPolicy.Resolve(path, policy);
        string name = Path.GetFileName(path);
        Dataset dataset;
        try
        {
            GdalRuntime.ClearPending();
            // No list of siblings, rather than an empty one: GDAL takes an empty list for "unknown", looks for side-cars itself,
            // and GDAL_DISABLE_READDIR_ON_OPEN no longer keeps a hostile .ovr away.
            dataset = Gdal.OpenEx(full, RasterReadOnly, Drivers, [], null);
        }
        catch (ApplicationException error)
        {
            throw Unreadable(name, error);
        }
        if (dataset is null) throw Unreadable(name, null);
        try
        {
            Check(dataset, name, policy);
            return dataset;
        }
        catch (Exception)
        {
            dataset.Dispose();
            throw;
        }
    }

    public static ImageryException Unreadable(string name, Exception? error) => new("RASTER_UNREADABLE",
        $"{name} cannot be read as GeoTIFF or JPEG 2000; it may be damaged, incomplete or of another format. Convert it with gdal_translate.", error);

    private static void Check(Dataset dataset, string name, ReadPolicy policy)
    {
        // Before any call on a band: GDAL would open what the tag names, which may be any file or address.
        if (!string.IsNullOrEmpty(dataset.GetMetadataItem("OVERVIEW_FILE", "OVERVIEWS")))
            throw new ImageryException("RASTER_UNREADABLE",
                $"{name} takes its overviews from another file, which is not allowed; write it anew with gdal_translate.");
        if (dataset.RasterCount == 0)
            throw new ImageryException("RASTER_UNREADABLE", $"{name} is a container of several rasters; name one of them as a file of its own.");
        if (dataset.RasterCount > policy.MaximumBands)
            throw TooLarge($"{name} has {dataset.RasterCount} bands; at most {policy.MaximumBands} are read.");
        if (dataset.RasterXSize > policy.MaximumDimension || dataset.RasterYSize > policy.MaximumDimension)
            throw TooLarge(
                $"{name} has {dataset.RasterXSize} x {dataset.RasterYSize} pixels; at most {policy.MaximumDimension} a side are read. Cut it first.");
        for (int i = 1; i <= dataset.RasterCount; i++)
        {
            using Band band = dataset.GetRasterBand(i);
            band.GetBlockSize(out int width, out int height);
            long bytes = (long)width * height * (Gdal.GetDataTypeSize(band.DataType) / 8)
                * (dataset.GetMetadataItem("INTERLEAVE", "IMAGE_STRUCTURE") == "PIXEL" ? dataset.RasterCount : 1);
            if (bytes > policy.MaximumBlockBytes)
                throw TooLarge($"{name} is stored in blocks of {bytes >> 20} MiB; at most {policy.MaximumBlockBytes >> 20} MiB are read. "
                    + "Write it anew in tiles: gdal_translate -co TILED=YES.");
        }
    }

    private static ImageryException TooLarge(string message) => new("RASTER_TOO_LARGE", message);
}
