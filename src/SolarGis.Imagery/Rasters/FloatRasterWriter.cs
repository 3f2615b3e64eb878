// SPDX-License-Identifier: MIT
using OSGeo.GDAL;
using OSGeo.OSR;
using SolarGis.Imagery.Grids;

namespace SolarGis.Imagery.Rasters;

/// <summary>Writes a tiled GeoTIFF of float32, window by window in any order; what is never written reads as no data.</summary>
/// <remarks>
/// Not compressed, so that a window can be written again without growing the file: it is the working file of a run, and
/// <see cref="CogWriter"/> makes the artefact of it. Not thread-safe.
/// </remarks>
public sealed class FloatRasterWriter : IDisposable
{
    /// <summary>Edge of the file's tiles, pixels: windows aligned to it are written fastest.</summary>
    public const int BlockSize = 256;

    private const uint RasterUpdate = 0x02 | 0x01 | 0x40;

    private readonly Dataset _dataset;
    private readonly string _path;

    private FloatRasterWriter(Dataset dataset, string path, Grid grid)
    {
        _dataset = dataset;
        _path = path;
        Grid = grid;
    }

    /// <summary>The raster's grid.</summary>
    public Grid Grid { get; }

    /// <summary>Bands; they are counted from 1.</summary>
    public int BandCount => _dataset.RasterCount;

    /// <summary>Creates the file, replacing one of that name.</summary>
    /// <param name="path">Ends in .tif.</param>
    /// <param name="grid">Size, geotransform and coordinate reference system.</param>
    /// <param name="bandCount">Bands, at least 1.</param>
    /// <param name="nodata">The value that means no data; NaN is allowed.</param>
    /// <param name="descriptions">One per band, or null.</param>
    /// <exception cref="ImageryException">OUTPUT_UNWRITABLE.</exception>
    public static FloatRasterWriter Create(string path, Grid grid, int bandCount, double nodata, IReadOnlyList<string>? descriptions = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(grid);
        GdalRuntime.Initialise();
        Dataset? dataset = null;
        FinishedFile.Guard(path, () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.Delete(path);
            string[] options = ["TILED=YES", $"BLOCKXSIZE={BlockSize}", $"BLOCKYSIZE={BlockSize}", "SPARSE_OK=TRUE", "BIGTIFF=IF_SAFER", "INTERLEAVE=BAND"];
            using Driver driver = Gdal.GetDriverByName("GTiff");
            dataset = driver.Create(Path.GetFullPath(path), grid.Width, grid.Height, bandCount, DataType.GDT_Float32, options)
                ?? throw new IOException(Gdal.GetLastErrorMsg());
            using SpatialReference reference = CrsFactory.ToReference(grid.Crs);
            dataset.SetSpatialRef(reference);
            dataset.SetGeoTransform(grid.Transform.ToArray());
            for (int i = 1; i <= bandCount; i++)
            {
                using Band band = dataset.GetRasterBand(i);
                band.SetNoDataValue(nodata);
                if (descriptions is not null) band.SetDescription(descriptions[i - 1]);
            }
        });
        return new FloatRasterWriter(dataset!, path, grid);
    }

    /// <summary>Opens a file that an interrupted run left, to write the rest of it.</summary>
    /// <exception cref="ImageryException">RASTER_NOT_FOUND, RASTER_UNREADABLE, NO_CRS or OUTPUT_UNWRITABLE.</exception>
    public static FloatRasterWriter Resume(string path)
    {
        Grid grid;
        using (FloatRaster existing = FloatRaster.Open(path)) grid = existing.Grid;
        Dataset? dataset = null;
        FinishedFile.Guard(path, () => dataset = Gdal.OpenEx(Path.GetFullPath(path), RasterUpdate, ["GTiff"], [], null));
        return new FloatRasterWriter(dataset!, path, grid);
    }

    /// <summary>Writes one band of a window; what reaches beyond the grid is left out.</summary>
    /// <param name="window">On <see cref="Grid"/>.</param>
    /// <param name="band">Counted from 1.</param>
    /// <param name="pixels">[row][column], at least the window's area.</param>
    /// <exception cref="ImageryException">OUTPUT_UNWRITABLE, such as a full disk.</exception>
    public unsafe void Write(RasterWindow window, int band, ReadOnlySpan<float> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixels.Length, window.Area);
        RasterWindow inside = window.Intersect(Grid.Window);
        if (inside.IsEmpty) return;
        fixed (float* start = &pixels[(inside.Row - window.Row) * window.Width + inside.Column - window.Column])
        {
            IntPtr address = (IntPtr)start;
            FinishedFile.Guard(_path, () =>
            {
                using Band target = _dataset.GetRasterBand(band);
                RasterHeader.Check(target.WriteRaster(inside.Column, inside.Row, inside.Width, inside.Height, address,
                    inside.Width, inside.Height, DataType.GDT_Float32, 0, window.Width * sizeof(float)));
            });
        }
    }

    /// <summary>Sets the file's key-values.</summary>
    public void SetMetadata(IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        FinishedFile.Guard(_path, () =>
        {
            foreach ((string key, string value) in metadata) _dataset.SetMetadataItem(key, value, "");
        });
    }

    /// <summary>Hands everything that was written to the operating system.</summary>
    /// <exception cref="ImageryException">OUTPUT_UNWRITABLE, such as a full disk.</exception>
    public void Flush() => FinishedFile.Guard(_path, _dataset.FlushCache);

    /// <summary>Closes the file. Call <see cref="Flush"/> first to learn of a full disk.</summary>
    public void Dispose() => _dataset.Dispose();
}
