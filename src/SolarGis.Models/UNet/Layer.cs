// SPDX-License-Identifier: MIT
namespace SolarGis.Models.UNet;

/// <summary>One named layer of a network.</summary>
/// <param name="Name">Unique name, such as "enc1.relu2", "pool1", "up2.1" or "head"; its parameters are named after it.</param>
/// <param name="Kind">What it computes.</param>
public readonly record struct Layer(string Name, LayerKind Kind)
{
    /// <summary>The stage that it belongs to: "enc1" for "enc1.relu2". A stage's output is that of its last layer.</summary>
    public string Stage => Name.Split('.')[0];
}
