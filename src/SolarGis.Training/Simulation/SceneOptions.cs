// SPDX-License-Identifier: MIT
namespace SolarGis.Training.Simulation;

/// <summary>What a simulated scene contains.</summary>
public sealed record SceneOptions
{
    /// <summary>Columns, pixels of 10 m; even.</summary>
    public int Width { get; init; } = 256;

    /// <summary>Rows, pixels of 10 m; even.</summary>
    public int Height { get; init; } = 256;

    /// <summary>Fewest farms; fewer are placed where there is no room.</summary>
    public int LeastFarms { get; init; }

    /// <summary>Most farms.</summary>
    public int MostFarms { get; init; } = 3;

    /// <summary>Smallest farm, hectares; areas are drawn evenly over their logarithm, as real farms are spread.</summary>
    public double LeastHectares { get; init; } = 1;

    /// <summary>Largest farm, hectares.</summary>
    public double MostHectares { get; init; } = 100;

    /// <summary>Least panel cover of a built-up pixel.</summary>
    public double LeastCover { get; init; } = 0.35;

    /// <summary>Most panel cover of a built-up pixel.</summary>
    public double MostCover { get; init; } = 1;

    /// <summary>Most hard negatives: roofs, greenhouses, lots, ponds, dark soils, burnt ground, salt.</summary>
    public int MostConfusers { get; init; } = 14;

    /// <summary>Share of scenes with clouds and their shadows.</summary>
    public double CloudChance { get; init; } = 0.2;

    /// <summary>Where outlines come from.</summary>
    public IOutlineSource Outlines { get; init; } = new ProceduralOutlines();

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="ArgumentException">A number cannot be used; the message says which.</exception>
    internal void Validate()
    {
        if (Width < 32 || Height < 32 || Width % 2 != 0 || Height % 2 != 0 || (long)Width * Height > 1 << 26)
            throw new ArgumentException("A simulated scene needs an even width and height of at least 32 pixels and at most 67 million pixels in all.");
        if (LeastFarms < 0 || MostFarms < LeastFarms) throw new ArgumentException("The most farms must not be fewer than the least farms.");
        if (LeastHectares <= 0 || MostHectares < LeastHectares) throw new ArgumentException("Farm areas must be above 0 hectares, the largest not below the smallest.");
        if (LeastCover <= 0 || MostCover > 1 || MostCover < LeastCover) throw new ArgumentException("Panel cover must lie between 0 and 1, the most not below the least.");
    }
}
