// SPDX-License-Identifier: MIT
using SolarGis.Imagery;
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Rasters;
using SolarGis.Segmentation.Tiling;

namespace SolarGis.Segmentation.Output;

/// <summary>Streams probabilities into a file: first a plain tiled GeoTIFF, then a cloud-optimised one with overviews and metadata.</summary>
/// <remarks>No data is NaN: it is no probability, compares as below every threshold, and averages into overviews correctly.</remarks>
public sealed class ProbabilityRaster : IProbabilitySink, IDisposable
{
    /// <summary>Description of the one band.</summary>
    public const string BandName = "probability";

    private readonly string _workPath;
    private FloatRasterWriter? _writer;

    /// <summary>Prepares a raster.</summary>
    /// <param name="path">Where the finished file goes; ends in .tif.</param>
    public ProbabilityRaster(string path)
    {
        Path = path ?? throw new ArgumentNullException(nameof(path));
        _workPath = path + ".part.tif";
    }

    /// <summary>Where the finished file goes.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Begin(Grid grid)
    {
        _writer?.Dispose();
        _writer = FloatRasterWriter.Create(_workPath, grid, 1, double.NaN, [BandName]);
    }

    /// <inheritdoc/>
    public void Write(int firstRow, ReadOnlySpan<float> probabilities)
    {
        FloatRasterWriter writer = Writer;
        int width = writer.Grid.Width;
        writer.Write(new RasterWindow(0, firstRow, width, probabilities.Length / width), 1, probabilities);
    }

    /// <summary>Turns what was written into the finished file; <see cref="Path"/> does not exist before.</summary>
    /// <param name="metadata">Key-values such as MODEL, MODEL_HASH, JOB.</param>
    /// <param name="progress">Told 0 to 1.</param>
    /// <param name="cancel">Stops between blocks; nothing is left under <see cref="Path"/>.</param>
    public void Complete(IReadOnlyDictionary<string, string> metadata, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        Writer.Flush();
        Writer.Dispose();
        _writer = null;
        CogWriter.Write(_workPath, Path, new CogMetadata([BandName], metadata), progress, cancel);
        File.Delete(_workPath);
    }

    /// <summary>Opens a saved probability raster to draw polygons from, at any threshold and without the model.</summary>
    /// <param name="path">A single-band raster of probabilities.</param>
    /// <param name="policy">Which files may be opened; null for any.</param>
    public static ProbabilityRasterReader Open(string path, ReadPolicy? policy = null) => new(FloatRaster.Open(path, policy));

    /// <summary>Closes and removes the working file.</summary>
    public void Dispose()
    {
        _writer?.Dispose();
        _writer = null;
        File.Delete(_workPath);
    }

    private FloatRasterWriter Writer => _writer ?? throw new InvalidOperationException("Begin has not been called.");
}
