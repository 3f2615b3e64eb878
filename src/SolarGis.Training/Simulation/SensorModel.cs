// SPDX-License-Identifier: MIT
namespace SolarGis.Training.Simulation;

/// <summary>
/// What the instrument makes of the ground: a Gaussian point spread (half a pixel of the band's own size), the average over
/// that pixel, and, for the 20 m bands, bilinear resampling back to 10 m.
/// </summary>
internal static class SensorModel
{
    /// <summary>Cells per 10 m pixel of the ground canvas.</summary>
    public const int CellsPerPixel = 2;

    // Standard deviation in pixels of the band; with the box of the pixel the response at the Nyquist frequency is near .2.
    private const double PointSpread = 0.5;

    /// <summary>Observes one plane of the ground canvas.</summary>
    /// <param name="canvas">[height*2][width*2] cells of 5 m.</param>
    /// <param name="width">Columns of the image at 10 m.</param>
    /// <param name="height">Rows of the image at 10 m.</param>
    /// <param name="twentyMetres">Whether the band has 20 m pixels.</param>
    /// <returns>[height][width] at 10 m.</returns>
    public static float[] Observe(ReadOnlySpan<float> canvas, int width, int height, bool twentyMetres)
    {
        float[] image = Average(canvas, width * CellsPerPixel, height * CellsPerPixel, width, height);
        image = Blur(image, width, height, twentyMetres ? 2 * PointSpread : PointSpread);
        if (!twentyMetres) return image;
        int coarseWidth = (width + 1) / 2, coarseHeight = (height + 1) / 2;
        return Enlarge(Average(image, width, height, coarseWidth, coarseHeight), coarseWidth, coarseHeight, width, height);
    }

    // Means of 2x2 cells; where the size is odd the last cell counts twice.
    private static float[] Average(ReadOnlySpan<float> fine, int fineWidth, int fineHeight, int width, int height)
    {
        var coarse = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            int top = 2 * y * fineWidth, bottom = Math.Min(2 * y + 1, fineHeight - 1) * fineWidth;
            for (int x = 0; x < width; x++)
            {
                int left = 2 * x, right = Math.Min(2 * x + 1, fineWidth - 1);
                coarse[y * width + x] = 0.25f * (fine[top + left] + fine[top + right] + fine[bottom + left] + fine[bottom + right]);
            }
        }

        return coarse;
    }

    private static float[] Blur(float[] image, int width, int height, double sigma)
    {
        int radius = (int)Math.Ceiling(3 * sigma);
        float[] kernel = [.. Enumerable.Range(-radius, 2 * radius + 1).Select(i => (float)Math.Exp(-0.5 * i * i / (sigma * sigma)))];
        float sum = kernel.Sum();
        for (int i = 0; i < kernel.Length; i++) kernel[i] /= sum;

        var rows = new float[image.Length];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<float> line = image.AsSpan(y * width, width);
            for (int x = 0; x < width; x++)
            {
                float value = 0;
                for (int k = -radius; k <= radius; k++) value += kernel[k + radius] * line[Math.Clamp(x + k, 0, width - 1)];
                rows[y * width + x] = value;
            }
        }

        var result = new float[image.Length];
        for (int y = 0; y < height; y++)
        {
            Span<float> line = result.AsSpan(y * width, width);
            for (int k = -radius; k <= radius; k++)
            {
                ReadOnlySpan<float> source = rows.AsSpan(Math.Clamp(y + k, 0, height - 1) * width, width);
                for (int x = 0; x < width; x++) line[x] += kernel[k + radius] * source[x];
            }
        }

        return result;
    }

    private static float[] Enlarge(float[] coarse, int coarseWidth, int coarseHeight, int width, int height)
    {
        var fine = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            (int top, int bottom, float v) = Neighbours(y, coarseHeight);
            for (int x = 0; x < width; x++)
            {
                (int left, int right, float u) = Neighbours(x, coarseWidth);
                float above = coarse[top * coarseWidth + left] * (1 - u) + coarse[top * coarseWidth + right] * u;
                float below = coarse[bottom * coarseWidth + left] * (1 - u) + coarse[bottom * coarseWidth + right] * u;
                fine[y * width + x] = above * (1 - v) + below * v;
            }
        }

        return fine;
    }

    private static (int Low, int High, float Weight) Neighbours(int fine, int coarseCount)
    {
        double position = (fine + 0.5) / 2 - 0.5;
        int low = (int)Math.Floor(position);
        return (Math.Clamp(low, 0, coarseCount - 1), Math.Clamp(low + 1, 0, coarseCount - 1), (float)(position - low));
    }
}
