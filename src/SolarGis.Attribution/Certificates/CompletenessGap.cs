// SPDX-License-Identifier: MIT
namespace SolarGis.Attribution.Certificates;

/// <summary>How far an explanation is from adding up to what it explains.</summary>
/// <param name="Absolute">Sum of the attributions minus f(x) - f(baseline).</param>
/// <param name="Relative">The same as a share of |f(x) - f(baseline)|; null where that difference is too small to divide by.</param>
public sealed record CompletenessGap(double Absolute, double? Relative)
{
    /// <summary>Measures a sum of attributions.</summary>
    public static CompletenessGap Of(double total, double valueAtInput, double valueAtBaseline)
    {
        var difference = valueAtInput - valueAtBaseline;
        var gap = total - difference;
        var smallest = 1e-6 * Math.Max(Math.Abs(valueAtInput), Math.Abs(valueAtBaseline));
        return new(gap, Math.Abs(difference) > smallest ? gap / Math.Abs(difference) : null);
    }
}
