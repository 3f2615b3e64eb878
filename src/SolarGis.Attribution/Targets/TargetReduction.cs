// SPDX-License-Identifier: MIT
namespace SolarGis.Attribution.Targets;

/// <summary>How the outputs of the region's pixels become one number.</summary>
public enum TargetReduction
{
    /// <summary>Their mean: comparable between regions of different size.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,
}
