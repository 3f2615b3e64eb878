// SPDX-License-Identifier: MIT
namespace SolarGis.Models.Packages;

/// <summary>model.json: everything that is said of a model beside its weights.</summary>
public sealed record ModelManifest
{
    /// <summary>The newest schema that this program reads and the one that it writes.</summary>
    public const int CurrentSchema = 1;

    /// <summary>Version of this file's schema.</summary>
    public int SchemaVersion { get; init; } = CurrentSchema;

    /// <summary>Name, such as "solar-unet": small letters, digits, dots, dashes, underscores.</summary>
    public required string Name { get; init; }

    /// <summary>Version, such as "0.1.0".</summary>
    public required string Version { get; init; }

    /// <summary>unet, torchscript or onnx.</summary>
    public string Kind { get; init; } = "unet";

    /// <summary>First line of the model card: what is measured and what is not.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The network, for kind unet.</summary>
    public UNetArchitecture? Architecture { get; init; }

    /// <summary>The bands in the order that the network expects them, with their normalisation.</summary>
    public required IReadOnlyList<ModelBand> Bands { get; init; }

    /// <summary>What the bands' values mean.</summary>
    public ModelRadiometry Radiometry { get; init; } = new();

    /// <summary>Ground sampling distance that the model was trained at, metres.</summary>
    public double GroundSamplingDistance { get; init; } = 10;

    /// <summary>Patch edge that the model was trained on, pixels.</summary>
    public int PatchSize { get; init; } = 256;

    /// <summary>Total stride, pixels.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Greatest distance of an input pixel that an output pixel depends on, pixels; 0 when unknown.</summary>
    public int ReceptiveRadius { get; init; }

    /// <summary>The radius rounded up to the stride's grid, pixels; 0 when unknown.</summary>
    public int Halo { get; init; }

    /// <summary>What comes out: "logit", one per pixel.</summary>
    public string Output { get; init; } = "logit";

    /// <summary>What it was trained on, in words.</summary>
    public string TrainingData { get; init; } = "";

    /// <summary>What was measured, and on what.</summary>
    public IReadOnlyList<ModelScore> Scores { get; init; } = [];

    /// <summary>Licence of the weights (SPDX).</summary>
    public string Licence { get; init; } = "";

    /// <summary>SHA-256 (hex) of every other file of the package, by its name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();
}
