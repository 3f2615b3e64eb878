// SPDX-License-Identifier: MIT
namespace SolarGis.Attribution.Numerics;

/// <summary>Least squares with an L1 penalty and an intercept, by cyclic coordinate descent.</summary>
/// <remarks>
/// Minimises 1/(2n) sum_i w_i (y_i - b - x_i.c)^2 + alpha |c|_1 with the weights scaled to add up to n; order of the
/// coordinates and stopping rule (duality gap) are scikit-learn's, so that unconverged digits agree too.
/// </remarks>
static class Lasso
{
    const int MostIterations = 1000;
    const double Tolerance = 1e-4;

    /// <summary>Fits the coefficients.</summary>
    public static double[] Fit(bool[][] rows, double[] y, double[] weights, double alpha)
    {
        int samples = rows.Length, features = rows[0].Length;
        var scale = samples / weights.Sum();
        double[] w = [.. weights.Select(weight => weight * scale)];
        var yMean = y.Zip(w, (value, weight) => value * weight).Sum() / samples;
        double[] residual = [.. y.Zip(w, (value, weight) => Math.Sqrt(weight) * (value - yMean))];
        double[] target = [.. residual];
        var x = new double[features][];
        for (var j = 0; j < features; j++)
        {
            double mean = 0;
            for (var i = 0; i < samples; i++) mean += rows[i][j] ? w[i] / samples : 0;
            x[j] = [.. rows.Select((row, i) => Math.Sqrt(w[i]) * ((row[j] ? 1 : 0) - mean))];
        }

        double[] norms = [.. x.Select(column => Dot(column, column))];
        var coefficients = new double[features];
        var penalty = alpha * samples;
        var gapTolerance = Tolerance * Dot(target, target);
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            double largest = 0, change = 0;
            for (var j = 0; j < features; j++)
            {
                if (norms[j] == 0) continue;
                var before = coefficients[j];
                if (before != 0) Add(residual, before, x[j]);
                var correlation = Dot(x[j], residual);
                coefficients[j] = Math.Sign(correlation) * Math.Max(Math.Abs(correlation) - penalty, 0) / norms[j];
                if (coefficients[j] != 0) Add(residual, -coefficients[j], x[j]);
                change = Math.Max(change, Math.Abs(coefficients[j] - before));
                largest = Math.Max(largest, Math.Abs(coefficients[j]));
            }

            if ((largest == 0 || change / largest < Tolerance) && Gap(x, residual, target, coefficients, penalty) < gapTolerance) break;
        }

        return coefficients;
    }

    static double Gap(double[][] x, double[] residual, double[] target, double[] coefficients, double penalty)
    {
        var dualNorm = x.Max(column => Math.Abs(Dot(column, residual)));
        var norm = Dot(residual, residual);
        var factor = dualNorm > penalty ? penalty / dualNorm : 1;
        var gap = dualNorm > penalty ? 0.5 * (norm + norm * factor * factor) : norm;
        return gap + penalty * coefficients.Sum(Math.Abs) - factor * Dot(residual, target);
    }

    static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    static void Add(double[] to, double factor, double[] what)
    {
        for (var i = 0; i < to.Length; i++) to[i] += factor * what[i];
    }
}
