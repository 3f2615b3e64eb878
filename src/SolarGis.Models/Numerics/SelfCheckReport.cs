// SPDX-License-Identifier: MIT
namespace SolarGis.Models.Numerics;

/// <summary>How far the convolutions of a model are from float64 on this machine.</summary>
/// <param name="Convolutions">How many were checked, each at two sizes.</param>
/// <param name="WorstError">Greatest relative L2 error, forward or gradient to the input; NaN where a result was not finite.</param>
/// <param name="WorstLayer">Where it was, such as "enc1.conv2, input gradient".</param>
public sealed record SelfCheckReport(int Convolutions, double WorstError, string WorstLayer)
{
    /// <summary>A convolution is linear, so rounding alone stays below 1e-6 and nothing excuses more than this.</summary>
    public const double Tolerance = 1e-5;

    /// <summary>Whether every convolution is right.</summary>
    public bool Passed => WorstError <= Tolerance; // false for NaN
}
