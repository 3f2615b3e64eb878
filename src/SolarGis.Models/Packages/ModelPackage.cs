// SPDX-License-Identifier: MIT
using System.Security.Cryptography;
using SolarGis.Models.Safetensors;
using SolarGis.Models.UNet;
using TorchSharp;

namespace SolarGis.Models.Packages;

/// <summary>A model on disk: a folder, or one zip file, with model.json and the weights.</summary>
public sealed class ModelPackage
{
    private const int MaximumFileLength = 512 << 20;

    private ModelPackage(string path, ModelManifest manifest)
    {
        (Path, Manifest) = (path, manifest);
        Description = Describe(manifest);
    }

    /// <summary>The folder or zip file.</summary>
    public string Path { get; }

    /// <summary>What model.json says.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>The part of it that the rest of the program works with.</summary>
    public ModelDescription Description { get; }

    /// <summary>Reads and checks model.json; the weights are read by <see cref="Load(torch.Device, torch.ScalarType, bool)"/>.</summary>
    /// <exception cref="ModelException">MODEL_UNKNOWN, MODEL_DAMAGED, MODEL_UNSUPPORTED.</exception>
    public static ModelPackage Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        using var files = PackageFiles.Open(path);
        return new(path, ManifestJson.Parse(files.Read(ManifestJson.FileName, ManifestJson.MaximumLength)));
    }

    /// <summary>Reads a package, verifies every file and builds the model.</summary>
    /// <exception cref="ModelException">MODEL_UNKNOWN, MODEL_DAMAGED, MODEL_UNSUPPORTED.</exception>
    public static SegmentationModel Load(string path, torch.Device device, torch.ScalarType precision) => Open(path).Load(device, precision);

    /// <summary>Verifies every file and builds the model.</summary>
    /// <param name="device">Where it runs.</param>
    /// <param name="precision">Float32 or Float64.</param>
    /// <param name="foldBatchNorm">Whether to merge batch normalisation into the convolutions: faster, and the same to rounding.</param>
    /// <exception cref="ModelException">MODEL_DAMAGED, MODEL_UNSUPPORTED.</exception>
    public SegmentationModel Load(torch.Device device, torch.ScalarType precision, bool foldBatchNorm = true)
    {
        if (Manifest.Kind != "unet")
        {
            throw new ModelException("MODEL_UNSUPPORTED", Manifest.Kind is "torchscript" or "onnx"
                ? $"{Description.Label} is a {Manifest.Kind} model, which this version cannot run yet; choose a model of kind unet."
                : $"{Description.Label} is of a kind that this version does not know; choose a model of kind unet.");
        }

        using var scope = torch.NewDisposeScope();
        var weights = SafetensorsReader.Read(Verify());
        if (!weights.Metadata.TryGetValue("signature", out string? signature) || signature != ManifestJson.Signature(Manifest))
            throw Damaged("has a network or normalisation in model.json that its weights were not trained with");
        return UNetModel.Create(ManifestJson.Configuration(Manifest), weights.Tensors, Description, device, precision, foldBatchNorm);
    }

    /// <summary>Writes a package: to a temporary name first, so that a folder of this name is always whole.</summary>
    /// <param name="folder">The package's folder, which must not exist yet.</param>
    /// <param name="module">The network, whose architecture, normalisation, stride and halo replace the manifest's.</param>
    /// <param name="manifest">Everything else to say of it.</param>
    /// <exception cref="ModelException">MODEL_EXISTS: there is one; MODEL_DAMAGED: values are not finite or the manifest is not valid.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static ModelPackage Save(string folder, UNetModule module, ModelManifest manifest)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(manifest);
        folder = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(folder));
        if (System.IO.Path.Exists(folder))
            throw new ModelException("MODEL_EXISTS", $"There is a model {System.IO.Path.GetFileName(folder)} already; choose another version or remove it.");
        manifest = Complete(manifest, module.Configuration);
        using var weights = new MemoryStream();
        using (torch.NewDisposeScope())
        {
            SafetensorsWriter.Write(weights, UNetState.Of(module), new Dictionary<string, string> { ["signature"] = ManifestJson.Signature(manifest) });
        }

        byte[] bytes = weights.ToArray();
        manifest = manifest with { Files = new Dictionary<string, string> { [ManifestJson.WeightsName] = Hash(bytes) } };
        ManifestJson.Check(manifest);
        string temporary = $"{folder}.{Guid.NewGuid():N}.part";
        Directory.CreateDirectory(temporary);
        try
        {
            Write(System.IO.Path.Combine(temporary, ManifestJson.WeightsName), bytes);
            Write(System.IO.Path.Combine(temporary, ManifestJson.FileName), ManifestJson.Write(manifest));
            Directory.Move(temporary, folder);
        }
        catch
        {
            Directory.Delete(temporary, recursive: true);
            throw;
        }

        return Open(folder);
    }

    private static ModelManifest Complete(ModelManifest manifest, UNetConfiguration network)
    {
        if (manifest.Bands.Count != network.Bands)
            throw Damaged($"would list {manifest.Bands.Count} bands for a network of {network.Bands}");
        return manifest with
        {
            Kind = "unet",
            Output = "logit",
            Architecture = new() { Widths = network.Widths, PadTo = network.PadTo, BatchNorm = network.BatchNorm },
            Bands = [.. manifest.Bands.Select((band, index) => band with
            {
                Mean = network.IsNormalised ? network.Mean[index] : 0,
                StandardDeviation = network.IsNormalised ? network.StandardDeviation[index] : 1,
            })],
            Stride = network.Stride,
            ReceptiveRadius = network.ReceptiveField.Radius,
            Halo = network.ReceptiveField.AlignedHalo,
        };
    }

    private byte[] Verify()
    {
        using var files = PackageFiles.Open(Path);
        byte[] weights = [];
        foreach ((string name, string expected) in Manifest.Files)
        {
            byte[] bytes = files.Read(name, MaximumFileLength);
            if (Hash(bytes) != expected) throw Damaged($"has a {name} that is not the one it was made with (its SHA-256 differs)");
            if (name == ManifestJson.WeightsName) weights = bytes;
        }

        return weights;
    }

    private static void Write(string path, byte[] bytes)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static ModelDescription Describe(ModelManifest manifest) => new()
    {
        Name = manifest.Name,
        Version = manifest.Version,
        Kind = manifest.Kind,
        Bands = manifest.Bands,
        GroundSamplingDistance = manifest.GroundSamplingDistance,
        PatchSize = manifest.PatchSize,
        Stride = manifest.Stride,
        Halo = manifest.Halo,
        Hash = manifest.Files.GetValueOrDefault(ManifestJson.WeightsName) ?? manifest.Files.OrderBy(file => file.Key, StringComparer.Ordinal).FirstOrDefault().Value ?? "",
        Licence = manifest.Licence,
        Summary = manifest.Summary,
    };

    private static ModelException Damaged(string what) => new("MODEL_DAMAGED", $"The model package {what}; get the model again.");
}
