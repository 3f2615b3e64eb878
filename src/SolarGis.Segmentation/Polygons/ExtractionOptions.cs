// SPDX-License-Identifier: MIT
namespace SolarGis.Segmentation.Polygons;

/// <summary>Which polygons are drawn, and what their attributes quote.</summary>
public sealed record ExtractionOptions
{
    /// <summary>Probability of the outline, exclusive (0, 1).</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Polygons with a smaller geodesic area are dropped, m².</summary>
    public double MinimumArea { get; init; } = 1000;

    /// <summary>Direct-current capacity per area for mw_dc, MW/ha.</summary>
    public double MegawattsPerHectare { get; init; } = 0.5;

    /// <summary>
    /// Tolerance of the topology-preserving simplification in pixels (the square root of the area that a removed vertex may
    /// cut off); 0 keeps every vertex.
    /// </summary>
    public double SimplifyTolerance { get; init; }

    /// <summary>More polygons than this are refused: they come from noise, and would fill the memory.</summary>
    public int MaximumCount { get; init; } = 200_000;

    /// <summary>Acquisition date of the image, where known.</summary>
    public DateOnly? ImageDate { get; init; }

    /// <summary>Name and version of the model.</summary>
    public string Model { get; init; } = "";

    /// <summary>Id of the run (the job).</summary>
    public string RunId { get; init; } = "";
}
