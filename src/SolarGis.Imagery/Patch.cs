// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Grids;

namespace SolarGis.Imagery;

/// <summary>
/// One small value that keeps pixels, validity, bounds and CRS together: the bands of a window, as surface reflectance,
/// all on one grid.
/// </summary>
/// <param name="Pixels">Reflectance in row-major order [band][row][column]; invalid pixels are 0. Length Bands*Height*Width.</param>
/// <param name="Valid">One flag per pixel [row][column]: false where any band is nodata, masked, non-finite or outside the image.</param>
/// <param name="Bands">Band roles in the order of <paramref name="Pixels"/> (B2, B3, ...).</param>
/// <param name="Window">Where the patch lies on the source's grid.</param>
/// <param name="Grid">The patch's own grid (size, geotransform, CRS).</param>
public sealed record Patch(float[] Pixels, bool[] Valid, IReadOnlyList<string> Bands, RasterWindow Window, Grid Grid)
{
    /// <summary>Columns.</summary>
    public int Width => Window.Width;

    /// <summary>Rows.</summary>
    public int Height => Window.Height;

    /// <summary>The pixels of one band, [row][column].</summary>
    public ReadOnlySpan<float> Band(int index) => Pixels.AsSpan(index * Width * Height, Width * Height);

    /// <summary>True when at least one pixel can be used.</summary>
    public bool HasValidPixels => Array.IndexOf(Valid, true) >= 0;

    /// <summary>Refuses a patch without a single pixel that can be used.</summary>
    /// <exception cref="ImageryException">NO_VALID_PIXELS.</exception>
    public void RequireValidPixels()
    {
        if (!HasValidPixels)
            throw new ImageryException("NO_VALID_PIXELS",
                "The region holds no usable pixel: all of it is no data, masked or outside the image. Choose another place or date.");
    }
}
