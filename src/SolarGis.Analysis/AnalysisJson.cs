// SPDX-License-Identifier: MIT
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SolarGis.Analysis;

/// <summary>How results are written as JSON: snake case, no nulls, letters of every language as they are.</summary>
internal static class AnalysisJson
{
    private static readonly JsonSerializerOptions Compact = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions Indented = new(Compact) { WriteIndented = true };

    /// <summary>One line, for messages.</summary>
    public static string Write(object value) => JsonSerializer.Serialize(value, Compact);

    /// <summary>Writes a file for people and programs.</summary>
    public static void Write(string path, object value) => File.WriteAllText(path, JsonSerializer.Serialize(value, Indented));
}
