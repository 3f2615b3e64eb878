// SPDX-License-Identifier: MIT
using TorchSharp;

namespace SolarGis.Attribution.Features;

/// <summary>Cuts a patch into compact areas of similar reflectance.</summary>
/// <remarks>Achanta et al. 2012, SLIC Superpixels; bands are scaled by their spread over the patch, so none dominates.</remarks>
public static class Superpixels
{
    const int Iterations = 10;
    // Weight of a distance of one grid step against a difference of one standard deviation in every band.
    const double Compactness = 0.5;

    /// <summary>Labels the pixels.</summary>
    /// <param name="patch">[1, bands, H, W].</param>
    /// <param name="segments">About how many areas.</param>
    /// <returns>0 .. K-1 for every pixel, [row][column]; every area is connected.</returns>
    public static int[] Segment(torch.Tensor patch, int segments)
    {
        ArgumentNullException.ThrowIfNull(patch);
        var (bands, height, width) = ((int)patch.shape[1], (int)patch.shape[2], (int)patch.shape[3]);
        using var scope = torch.NewDisposeScope();
        var pixels = patch.squeeze(0).to(torch.ScalarType.Float64);
        var spread = pixels.std([1, 2], unbiased: false, keepdim: true);
        var colours = (pixels / torch.where(spread.gt(1e-9), spread, 1.0)).permute(1, 2, 0).contiguous().cpu().data<double>().ToArray();
        var step = Math.Max(1, Math.Sqrt((double)width * height / segments));
        var labels = new int[width * height];
        var centres = Seeds(colours, bands, width, height, step);
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            Assign(colours, centres, labels, bands, width, height, step);
            Move(colours, centres, labels, bands, width);
        }

        return ConnectedAreas.Merge(labels, width, (int)(step * step / 4));
    }

    /// <summary>Each centre holds its colour, then row and column.</summary>
    static List<double[]> Seeds(double[] colours, int bands, int width, int height, double step)
    {
        List<double[]> centres = [];
        int rows = Math.Max(1, (int)Math.Round(height / step)), columns = Math.Max(1, (int)Math.Round(width / step));
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                int row = (int)((r + 0.5) * height / rows), column = (int)((c + 0.5) * width / columns);
                centres.Add([.. colours.AsSpan((row * width + column) * bands, bands), row, column]);
            }
        }

        return centres;
    }

    static void Assign(double[] colours, List<double[]> centres, int[] labels, int bands, int width, int height, double step)
    {
        var nearest = new double[labels.Length];
        Array.Fill(nearest, double.MaxValue);
        var reach = (int)Math.Ceiling(2 * step);
        for (var k = 0; k < centres.Count; k++)
        {
            var centre = centres[k];
            int row0 = (int)centre[bands], column0 = (int)centre[bands + 1];
            for (var row = Math.Max(0, row0 - reach); row <= Math.Min(height - 1, row0 + reach); row++)
            {
                for (var column = Math.Max(0, column0 - reach); column <= Math.Min(width - 1, column0 + reach); column++)
                {
                    var i = row * width + column;
                    double colour = 0;
                    for (var b = 0; b < bands; b++)
                    {
                        var difference = colours[i * bands + b] - centre[b];
                        colour += difference * difference;
                    }

                    double dr = (row - centre[bands]) / step, dc = (column - centre[bands + 1]) / step;
                    var distance = colour / bands + Compactness * Compactness * (dr * dr + dc * dc);
                    if (distance >= nearest[i]) continue;
                    nearest[i] = distance;
                    labels[i] = k;
                }
            }
        }
    }

    static void Move(double[] colours, List<double[]> centres, int[] labels, int bands, int width)
    {
        var counts = new int[centres.Count];
        var sums = centres.Select(_ => new double[bands + 2]).ToArray();
        for (var i = 0; i < labels.Length; i++)
        {
            var sum = sums[labels[i]];
            counts[labels[i]]++;
            for (var b = 0; b < bands; b++) sum[b] += colours[i * bands + b];
            sum[bands] += i / width;
            sum[bands + 1] += i % width;
        }

        for (var k = 0; k < centres.Count; k++)
        {
            if (counts[k] > 0) centres[k] = [.. sums[k].Select(value => value / counts[k])];
        }
    }
}
