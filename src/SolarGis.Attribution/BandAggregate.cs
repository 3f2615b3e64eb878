// SPDX-License-Identifier: MIT
namespace SolarGis.Attribution;

/// <summary>How per-band maps become one map.</summary>
public enum BandAggregate
{
    /// <summary>Sum over the bands, signed.</summary>
    Sum,

    /// <summary>Largest magnitude over the bands (Simonyan et al. 2014).</summary>
    MaxMagnitude,

    /// <summary>The bands share one map already.</summary>
    Shared,
}
