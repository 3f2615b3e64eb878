// SPDX-License-Identifier: MIT
namespace SolarGis.Models.Packages;

/// <summary>What model.json says of a U-Net's shape.</summary>
public sealed record UNetArchitecture
{
    /// <summary>Channels per level, from full resolution down to the bottleneck.</summary>
    public required IReadOnlyList<int> Widths { get; init; }

    /// <summary>Channels that the first convolution sees: the bands, then zeros; 0 for the bands alone.</summary>
    public int PadTo { get; init; } = 16;

    /// <summary>Whether a batch normalisation follows each convolution.</summary>
    public bool BatchNorm { get; init; } = true;
}
