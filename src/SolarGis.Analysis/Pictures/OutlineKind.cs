// SPDX-License-Identifier: MIT
namespace SolarGis.Analysis.Pictures;

/// <summary>What an outline is of.</summary>
public enum OutlineKind
{
    /// <summary>A candidate that was found.</summary>
    Candidate,

    /// <summary>A farm that is known to be there.</summary>
    Truth,
}
