// SPDX-License-Identifier: MIT
namespace SolarGis.Attribution.Numerics;

/// <summary>Small dense systems in float64.</summary>
static class LinearSystem
{
    /// <summary>Solves A x = b by Gaussian elimination with row pivoting; both are overwritten.</summary>
    /// <param name="matrix">Square.</param>
    /// <param name="right">b.</param>
    /// <param name="advice">The message when the system has no single solution.</param>
    public static double[] Solve(double[,] matrix, double[] right, string advice)
    {
        var size = right.Length;
        double largest = 0;
        foreach (var value in matrix) largest = Math.Max(largest, Math.Abs(value));
        for (var column = 0; column < size; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < size; row++)
            {
                if (Math.Abs(matrix[row, column]) > Math.Abs(matrix[pivot, column])) pivot = row;
            }

            if (Math.Abs(matrix[pivot, column]) <= 1e-13 * largest) throw new AttributionException("TOO_FEW_SAMPLES", advice);
            for (var k = 0; k < size; k++) (matrix[column, k], matrix[pivot, k]) = (matrix[pivot, k], matrix[column, k]);
            (right[column], right[pivot]) = (right[pivot], right[column]);
            for (var row = column + 1; row < size; row++)
            {
                var factor = matrix[row, column] / matrix[column, column];
                for (var k = column; k < size; k++) matrix[row, k] -= factor * matrix[column, k];
                right[row] -= factor * right[column];
            }
        }

        for (var row = size - 1; row >= 0; row--)
        {
            for (var k = row + 1; k < size; k++) right[row] -= matrix[row, k] * right[k];
            right[row] /= matrix[row, row];
        }

        return right;
    }
}
