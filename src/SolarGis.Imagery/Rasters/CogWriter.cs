// SPDX-License-Identifier: MIT
using OSGeo.GDAL;

namespace SolarGis.Imagery.Rasters;

/// <summary>Turns a raster into a cloud-optimised GeoTIFF: tiles, compression, averaged overviews, descriptions and metadata.</summary>
public static class CogWriter
{
    /// <summary>Writes the file under a temporary name and renames it when it is complete.</summary>
    /// <param name="sourcePath">A finished raster of this program, such as what <see cref="FloatRasterWriter"/> wrote.</param>
    /// <param name="destinationPath">Ends in .tif.</param>
    /// <param name="metadata">Descriptions and key-values.</param>
    /// <param name="progress">Receives 0 to 1.</param>
    /// <param name="cancel">Stops between blocks; nothing is left behind.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ImageryException">OUTPUT_UNWRITABLE, or the source cannot be read.</exception>
    public static void Write(
        string sourcePath, string destinationPath, CogMetadata metadata, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        using Dataset source = RasterOpener.Open(sourcePath, ReadPolicy.Unrestricted);
        FinishedFile.Write(destinationPath, temporary =>
        {
            using Dataset described = Describe(source, metadata);
            Copy(described, temporary, progress, cancel);
        });
        progress?.Report(1);
    }

    /// <summary>A view of the source in memory that carries the new descriptions and key-values.</summary>
    private static Dataset Describe(Dataset source, CogMetadata metadata)
    {
        using Driver driver = Gdal.GetDriverByName("VRT");
        Dataset view = driver.CreateCopy("", source, 0, [], null, null) ?? throw new IOException(Gdal.GetLastErrorMsg());
        foreach ((string key, string value) in metadata.Items) view.SetMetadataItem(key, value, "");
        for (int i = 0; i < (metadata.Descriptions?.Count ?? 0); i++)
        {
            using Band band = view.GetRasterBand(i + 1);
            band.SetDescription(metadata.Descriptions![i]);
        }
        return view;
    }

    private static void Copy(Dataset source, string destination, IProgress<double>? progress, CancellationToken cancel)
    {
        Exception? failure = null;
        int Report(double complete, IntPtr message, IntPtr data)
        {
            try
            {
                progress?.Report(complete);
                return cancel.IsCancellationRequested ? 0 : 1;
            }
            catch (Exception error)
            {
                // An exception that crosses into GDAL aborts the process: stop, and throw it again outside.
                failure = error;
                return 0;
            }
        }
        Gdal.GDALProgressFuncDelegate callback = Report;
        Dataset? copy = null;
        try
        {
            using Driver driver = Gdal.GetDriverByName("COG");
            copy = driver.CreateCopy(destination, source, 1, Options(driver), callback, null);
        }
        catch (ApplicationException) when (failure is not null || cancel.IsCancellationRequested)
        {
            // GDAL reports its own stop as an error; the reason is thrown below.
        }
        finally
        {
            copy?.Dispose();
            GC.KeepAlive(callback);
        }
        cancel.ThrowIfCancellationRequested();
        if (failure is not null) throw failure;
        if (copy is null) throw new IOException(Gdal.GetLastErrorMsg());
    }

    private static string[] Options(Driver driver)
    {
        bool zstd = driver.GetMetadataItem("DMD_CREATIONOPTIONLIST", "").Contains("ZSTD", StringComparison.Ordinal);
        return
        [
            $"COMPRESS={(zstd ? "ZSTD" : "DEFLATE")}", "PREDICTOR=YES", "BLOCKSIZE=512", "OVERVIEWS=IGNORE_EXISTING",
            "OVERVIEW_RESAMPLING=AVERAGE", "BIGTIFF=IF_SAFER", "NUM_THREADS=2",
        ];
    }
}
