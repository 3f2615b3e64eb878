// SPDX-License-Identifier: MIT
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using SolarGis.Models.UNet;

namespace SolarGis.Models.Packages;

/// <summary>Reads, checks and writes model.json.</summary>
internal static partial class ManifestJson
{
    public const string FileName = "model.json";
    public const string WeightsName = "weights.safetensors";
    public const int MaximumLength = 1 << 20;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        WriteIndented = true,
        IndentSize = 2,
        NewLine = "\n",
        MaxDepth = 16,
        AllowDuplicateProperties = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions OneLine = new(Options) { WriteIndented = false };

    /// <summary>Reads and checks a manifest.</summary>
    /// <exception cref="ModelException">MODEL_DAMAGED or MODEL_UNSUPPORTED.</exception>
    public static ModelManifest Parse(ReadOnlySpan<byte> text)
    {
        ModelManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<ModelManifest>(text, Options) ?? throw Damaged("is empty");
        }
        catch (JsonException error)
        {
            throw Damaged("cannot be read" + (error.LineNumber is { } line ? $" (line {line + 1})" : ""), error);
        }

        Check(manifest);
        return manifest;
    }

    public static byte[] Write(ModelManifest manifest) => [.. JsonSerializer.SerializeToUtf8Bytes(manifest, Options), (byte)'\n'];

    /// <summary>
    /// What the weights were trained with, as one line: kept inside the weights file too, so that its hash covers the normalisation.
    /// </summary>
    public static string Signature(ModelManifest manifest) => JsonSerializer.Serialize(new { manifest.Architecture, manifest.Bands }, OneLine);

    /// <summary>Refuses what no model of ours says.</summary>
    public static void Check(ModelManifest manifest)
    {
        if (manifest.SchemaVersion > ModelManifest.CurrentSchema)
            throw new ModelException("MODEL_UNSUPPORTED", $"The model was written for a newer version of this program (schema {manifest.SchemaVersion}); update the program.");
        if (!Name().IsMatch(manifest.Name)) throw Damaged("has a name other than small letters, digits, dots, dashes and underscores");
        if (!Version().IsMatch(manifest.Version)) throw Damaged("has a version other than letters, digits, dots and dashes");
        if (manifest.Bands.Count is 0 or > 1024) throw Damaged($"lists {manifest.Bands.Count} bands");
        if (manifest.Bands.Any(band => string.IsNullOrWhiteSpace(band.Role)) || manifest.Bands.DistinctBy(band => band.Role).Count() != manifest.Bands.Count)
            throw Damaged("has bands without a role, or two of the same");
        if (!(manifest.GroundSamplingDistance > 0) || !double.IsFinite(manifest.GroundSamplingDistance)) throw Damaged("has no valid ground sampling distance");
        if (manifest.PatchSize is < 1 or > 65536 || manifest.Stride < 1 || manifest.Halo < 0) throw Damaged("has an impossible patch size, stride or halo");
        foreach ((string name, string hash) in manifest.Files)
        {
            if (!PlainFile().IsMatch(name)) throw Damaged("names a file outside of the package");
            if (!Hash().IsMatch(hash)) throw Damaged($"has no valid SHA-256 for {name}");
        }

        if (manifest.Kind == "unet") CheckUNet(manifest);
    }

    /// <summary>The network that a manifest of kind unet describes.</summary>
    public static UNetConfiguration Configuration(ModelManifest manifest) => new()
    {
        Bands = manifest.Bands.Count,
        Widths = manifest.Architecture!.Widths,
        PadTo = manifest.Architecture.PadTo,
        BatchNorm = manifest.Architecture.BatchNorm,
        Mean = [.. manifest.Bands.Select(band => band.Mean)],
        StandardDeviation = [.. manifest.Bands.Select(band => band.StandardDeviation)],
    };

    private static void CheckUNet(ModelManifest manifest)
    {
        if (manifest.Architecture is null) throw Damaged("does not describe the network");
        if (manifest.Output != "logit") throw new ModelException("MODEL_UNSUPPORTED", "The model's output is not logits; only those are understood.");
        var configuration = Configuration(manifest);
        configuration.Validate();
        var field = configuration.ReceptiveField;
        if (manifest.Stride != field.Stride || manifest.Halo != field.AlignedHalo || manifest.ReceptiveRadius != field.Radius)
            throw Damaged($"has another stride, radius or halo than its network ({field.Stride}, {field.Radius} and {field.AlignedHalo} pixels)");
        if (!manifest.Files.ContainsKey(WeightsName)) throw Damaged($"lists no {WeightsName}");
    }

    private static ModelException Damaged(string what, Exception? inner = null) =>
        new("MODEL_DAMAGED", $"The model's {FileName} {what}; get the model again.", inner);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,63}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.+-]{0,31}\z")]
    private static partial Regex Version();

    [GeneratedRegex(@"\A[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex PlainFile();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Hash();
}
