// SPDX-License-Identifier: MIT
using OSGeo.GDAL;
using SolarGis.Imagery.Grids;

namespace SolarGis.Imagery.Rasters;

/// <summary>A raster of numbers, such as a saved probability or attribution raster, read as float32.</summary>
/// <remarks>Not thread-safe: one per thread.</remarks>
public sealed class FloatRaster : IDisposable
{
    private readonly Dataset _dataset;
    private readonly string _name;

    private FloatRaster(Dataset dataset, string name)
    {
        _dataset = dataset;
        _name = name;
        Grid = RasterHeader.ReadGrid(dataset, name);
        Descriptions = [.. Enumerable.Range(1, dataset.RasterCount).Select(Description)];
        Metadata = RasterHeader.ReadMetadata(dataset);
        using Band first = dataset.GetRasterBand(1);
        Nodata = RasterHeader.ReadNodata(first);
    }

    /// <summary>Size, geotransform and coordinate reference system.</summary>
    public Grid Grid { get; }

    /// <summary>Bands; they are counted from 1.</summary>
    public int BandCount => Descriptions.Count;

    /// <summary>What the first band's file says is no data; null where it says nothing. <see cref="Read"/> returns NaN for it.</summary>
    public double? Nodata { get; }

    /// <summary>One description per band, empty where there is none.</summary>
    public IReadOnlyList<string> Descriptions { get; }

    /// <summary>The file's own key-values, such as model, version and job.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a raster.</summary>
    /// <exception cref="ImageryException">PATH_NOT_ALLOWED, RASTER_NOT_FOUND, RASTER_UNREADABLE, RASTER_TOO_LARGE or NO_CRS.</exception>
    public static FloatRaster Open(string path, ReadPolicy? policy = null)
    {
        Dataset dataset = RasterOpener.Open(path, policy ?? ReadPolicy.Unrestricted);
        try
        {
            return new FloatRaster(dataset, Path.GetFileName(path));
        }
        catch (Exception)
        {
            dataset.Dispose();
            throw;
        }
    }

    /// <summary>Reads one band of a window, which may reach beyond the grid. No data, and what lies outside, is NaN.</summary>
    /// <param name="window">On <see cref="Grid"/>.</param>
    /// <param name="band">Counted from 1.</param>
    /// <param name="pixels">Receives [row][column]; at least the window's area.</param>
    /// <exception cref="ImageryException">RASTER_UNREADABLE: the pixels are damaged.</exception>
    public unsafe void Read(RasterWindow window, int band, Span<float> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixels.Length, window.Area);
        pixels = pixels[..(int)window.Area];
        RasterWindow inside = window.Intersect(Grid.Window);
        if (inside != window) pixels.Fill(float.NaN);
        if (inside.IsEmpty) return;
        using Band source = _dataset.GetRasterBand(band);
        try
        {
            fixed (float* start = &pixels[(inside.Row - window.Row) * window.Width + inside.Column - window.Column])
                RasterHeader.Check(source.ReadRaster(inside.Column, inside.Row, inside.Width, inside.Height, (IntPtr)start,
                    inside.Width, inside.Height, DataType.GDT_Float32, 0, window.Width * sizeof(float)));
        }
        catch (Exception error) when (error is ApplicationException or IOException)
        {
            throw RasterOpener.Unreadable(_name, error);
        }
        if (RasterHeader.ReadNodata(source) is not double nodata || double.IsNaN(nodata)) return;
        foreach (ref float pixel in pixels)
            if (pixel == (float)nodata) pixel = float.NaN;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _dataset.Dispose();

    private string Description(int index)
    {
        using Band band = _dataset.GetRasterBand(index);
        return band.GetDescription();
    }
}
