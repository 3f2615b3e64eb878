// SPDX-License-Identifier: MIT
namespace SolarGis.Models.Packages;

/// <summary>What the values of a model's bands mean, and how the products that it was trained on store them.</summary>
public sealed record ModelRadiometry
{
    /// <summary>What the network takes.</summary>
    public string Quantity { get; init; } = "surface reflectance";

    /// <summary>Quantity = scale * (stored number + offset), for products of the kind that it was trained on.</summary>
    public double Scale { get; init; } = 1e-4;

    /// <summary>Added to the stored number, in its unit: 0, or -1000 for Sentinel-2 products since processing baseline 04.00.</summary>
    public double Offset { get; init; }
}
