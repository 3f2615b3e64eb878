// SPDX-License-Identifier: MIT
namespace SolarGis.Training.Simulation;

/// <summary>Which farms are put into an image.</summary>
public sealed record ImplantOptions
{
    /// <summary>Farms that are tried; fewer are placed where there is no room.</summary>
    public int Farms { get; init; } = 5;

    /// <summary>Smallest farm, hectares; areas are drawn evenly over their logarithm.</summary>
    public double LeastHectares { get; init; } = 2;

    /// <summary>Largest farm, hectares.</summary>
    public double MostHectares { get; init; } = 25;

    /// <summary>Least panel cover of a built-up pixel.</summary>
    public double LeastCover { get; init; } = 0.6;

    /// <summary>Most panel cover of a built-up pixel.</summary>
    public double MostCover { get; init; } = 1;

    /// <summary>Where outlines come from.</summary>
    public IOutlineSource Outlines { get; init; } = new ProceduralOutlines();

    internal void Validate()
    {
        if (Farms < 1) throw new ArgumentException("At least one farm must be asked for.");
        if (LeastHectares <= 0 || MostHectares < LeastHectares) throw new ArgumentException("Farm areas must be above 0 hectares, the largest not below the smallest.");
        if (LeastCover <= 0 || MostCover > 1 || MostCover < LeastCover) throw new ArgumentException("Panel cover must lie between 0 and 1, the most not below the least.");
    }
}
