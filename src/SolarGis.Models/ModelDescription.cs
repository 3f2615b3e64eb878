// SPDX-License-Identifier: MIT
namespace SolarGis.Models;

/// <summary>The part of model.json that the rest of the program works with.</summary>
public sealed record ModelDescription
{
    /// <summary>Name, such as "solar-unet".</summary>
    public required string Name { get; init; }

    /// <summary>Version, such as "0.1.0".</summary>
    public required string Version { get; init; }

    /// <summary>unet, torchscript or onnx.</summary>
    public required string Kind { get; init; }

    /// <summary>The bands in the order that the network expects them.</summary>
    public required IReadOnlyList<ModelBand> Bands { get; init; }

    /// <summary>Ground sampling distance that the model was trained at, metres.</summary>
    public double GroundSamplingDistance { get; init; } = 10;

    /// <summary>Patch edge that the model was trained on, pixels.</summary>
    public int PatchSize { get; init; } = 256;

    /// <summary>Total stride: inputs are multiples of it, and shifts by it leave the result unchanged.</summary>
    public required int Stride { get; init; }

    /// <summary>
    /// Halo in pixels, a multiple of <see cref="Stride"/>: an output pixel is exact when its window reaches this far beyond it
    /// and starts on the stride's grid. 0 when unknown.
    /// </summary>
    public required int Halo { get; init; }

    /// <summary>SHA-256 over the package's weights, hex.</summary>
    public required string Hash { get; init; }

    /// <summary>Licence of the weights (SPDX).</summary>
    public string Licence { get; init; } = "";

    /// <summary>First line of the model card: what is measured and what is not.</summary>
    public string Summary { get; init; } = "";

    /// <summary>"name version", as results quote it.</summary>
    public string Label => $"{Name} {Version}";
}
