// SPDX-License-Identifier: MIT
namespace SolarGis.Attribution.Targets;

/// <summary>Euclidean distance of every pixel to the nearest pixel of a region, exact and in linear time.</summary>
/// <remarks>Felzenszwalb and Huttenlocher 2012, "Distance Transforms of Sampled Functions".</remarks>
public static class RegionDistance
{
    /// <summary>Computes the distances.</summary>
    /// <param name="region">True inside, [row][column], row-major; at least one is true.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <returns>Pixels, 0 inside the region, in the order of <paramref name="region"/>.</returns>
    public static double[] Compute(ReadOnlySpan<bool> region, int width, int height)
    {
        // Finite, because the parabolas' intersections subtract two of these.
        const double Far = 1e12;
        var squared = new double[width * height];
        for (var i = 0; i < squared.Length; i++) squared[i] = region[i] ? 0 : Far;

        var envelope = new Envelope(Math.Max(width, height));
        for (var column = 0; column < width; column++) envelope.Transform(squared.AsSpan(column), width, height);
        for (var row = 0; row < height; row++) envelope.Transform(squared.AsSpan(row * width), 1, width);
        for (var i = 0; i < squared.Length; i++) squared[i] = Math.Sqrt(squared[i]);
        return squared;
    }

    /// <summary>The lower envelope of the parabolas rooted at the samples of one line.</summary>
    sealed class Envelope(int capacity)
    {
        readonly int[] _roots = new int[capacity];
        readonly double[] _boundaries = new double[capacity + 1];
        readonly double[] _line = new double[capacity];

        public void Transform(Span<double> samples, int step, int count)
        {
            for (var i = 0; i < count; i++) _line[i] = samples[i * step];
            var last = 0;
            _roots[0] = 0;
            _boundaries[0] = double.NegativeInfinity;
            _boundaries[1] = double.PositiveInfinity;
            for (var i = 1; i < count; i++)
            {
                var crossing = Crossing(i, _roots[last]);
                while (crossing <= _boundaries[last]) crossing = Crossing(i, _roots[--last]);
                _roots[++last] = i;
                _boundaries[last] = crossing;
                _boundaries[last + 1] = double.PositiveInfinity;
            }

            var piece = 0;
            for (var i = 0; i < count; i++)
            {
                while (_boundaries[piece + 1] < i) piece++;
                double offset = i - _roots[piece];
                samples[i * step] = offset * offset + _line[_roots[piece]];
            }
        }

        double Crossing(int i, int root) =>
            (_line[i] + (double)i * i - _line[root] - (double)root * root) / (2.0 * (i - root));
    }
}
