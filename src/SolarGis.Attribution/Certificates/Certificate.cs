// SPDX-License-Identifier: MIT
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SolarGis.Attribution.Certificates;

/// <summary>What a reader needs to judge an explanation and to repeat it.</summary>
public sealed record Certificate
{
    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Version of this record's layout.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Name of the method.</summary>
    public required string Method { get; init; }

    /// <summary>Name of the method for people.</summary>
    public required string MethodTitle { get; init; }

    /// <summary>Where the method is defined.</summary>
    public required string Reference { get; init; }

    /// <summary>Every setting with its value, defaults included.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>The scalar that was explained.</summary>
    public required CertifiedTarget Target { get; init; }

    /// <summary>What it was compared with.</summary>
    public required CertifiedBaseline Baseline { get; init; }

    /// <summary>f(x).</summary>
    public required double ValueAtInput { get; init; }

    /// <summary>f(baseline): an explanation means little where it is close to f(x).</summary>
    public required double ValueAtBaseline { get; init; }

    /// <summary>How far the values are from adding up to f(x) - f(baseline); null where the method does not claim it.</summary>
    public CompletenessGap? CompletenessGap { get; init; }

    /// <summary>Band roles in the order of the totals.</summary>
    public required IReadOnlyList<string> Bands { get; init; }

    /// <summary>Signed attribution per band; null where bands share one map.</summary>
    public IReadOnlyList<double>? BandTotals { get; init; }

    /// <summary>Share of the magnitudes per band, adding up to 1; null where bands share one map.</summary>
    public IReadOnlyList<double>? BandShares { get; init; }

    /// <summary>Share of the magnitudes inside the region, 0 to 1; null where it has no meaning.</summary>
    public double? ShareInside { get; init; }

    /// <summary>Patches evaluated.</summary>
    public required long Forwards { get; init; }

    /// <summary>Patches differentiated.</summary>
    public required long Backwards { get; init; }

    /// <summary>Wall time, seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seed of the random draws; null where nothing was drawn.</summary>
    public long? Seed { get; init; }

    /// <summary>The receptive-field crop.</summary>
    public required CertifiedCrop Crop { get; init; }

    /// <summary>The model.</summary>
    public required CertifiedModel Model { get; init; }

    /// <summary>How the numbers were computed.</summary>
    public required string Execution { get; init; }

    /// <summary>float32 or float64.</summary>
    public required string Precision { get; init; }

    /// <summary>Version of this software.</summary>
    public string SoftwareVersion { get; init; } =
        typeof(Certificate).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Verdict of the sanity checks for this model and method.</summary>
    public string Sanity { get; init; } = "not checked";

    /// <summary>Plain sentences about this run.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The certificate as indented JSON with names in snake case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static Certificate FromJson(string json) =>
        JsonSerializer.Deserialize<Certificate>(json, Json) ?? throw new JsonException("The certificate is empty.");
}
