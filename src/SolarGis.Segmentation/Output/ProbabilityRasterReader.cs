// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Rasters;
using SolarGis.Segmentation.Polygons;

namespace SolarGis.Segmentation.Output;

/// <summary>Reads a saved probability raster row by row.</summary>
public sealed class ProbabilityRasterReader : IProbabilityReader, IDisposable
{
    private readonly FloatRaster _raster;

    internal ProbabilityRasterReader(FloatRaster raster) => _raster = raster;

    /// <inheritdoc/>
    public Grid Grid => _raster.Grid;

    /// <summary>The file's key-values, such as MODEL and JOB.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _raster.Metadata;

    /// <inheritdoc/>
    public void Read(int firstRow, Span<float> rows) =>
        _raster.Read(new RasterWindow(0, firstRow, Grid.Width, rows.Length / Grid.Width), 1, rows);

    /// <summary>Closes the file.</summary>
    public void Dispose() => _raster.Dispose();
}
