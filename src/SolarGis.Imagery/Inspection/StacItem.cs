// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.Json;

namespace SolarGis.Imagery.Inspection;

/// <summary>What a SpatioTemporal Asset Catalog item beside a raster says of it.</summary>
/// <param name="Acquired">Date of the item.</param>
/// <param name="ProcessingBaseline">Sentinel-2 processing baseline such as 5.09.</param>
/// <param name="OffsetRemoved">True where the provider has removed the baseline's offset from the pixels; null where it does not say.</param>
/// <param name="Scale">Scale of the file's first band (raster extension).</param>
/// <param name="Offset">Offset of the file's first band (raster extension).</param>
internal sealed record StacItem(DateOnly? Acquired, double? ProcessingBaseline, bool? OffsetRemoved, double? Scale, double? Offset)
{
    private const int MaximumBytes = 4 << 20;
    private const int MaximumItems = 8;

    /// <summary>The item in the same folder that names this file among its assets; null where there is none or it cannot be read.</summary>
    public static StacItem? FindBeside(string path, ReadPolicy policy)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        try
        {
            string[] candidates = [.. Directory.EnumerateFiles(folder, "*.json").Take(MaximumItems + 1)];
            if (candidates.Length > MaximumItems) return null;
            return candidates.Select(json => Read(json, Path.GetFileName(path), policy)).FirstOrDefault(item => item is not null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The image itself was readable: metadata that is not is as good as none.
            return null;
        }
    }

    private static StacItem? Read(string json, string rasterName, ReadPolicy policy)
    {
        try
        {
            string real = PathPolicy.Resolve(json, policy);
            if (new FileInfo(real).Length > MaximumBytes) return null;
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(real));
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("stac_version", out _)
                || !root.TryGetProperty("properties", out JsonElement properties) || FindAsset(root, rasterName) is not JsonElement asset)
                return null;
            JsonElement? band = asset.TryGetProperty("raster:bands", out JsonElement bands) && bands.GetArrayLength() > 0 ? bands[0] : null;
            return new StacItem(
                Text(properties, "datetime") is string time && time.Length >= 10 && DateOnly.TryParseExact(time[..10], "yyyy-MM-dd", out DateOnly day) ? day : null,
                Number(properties, "s2:processing_baseline") ?? Number(properties, "processing:version"),
                properties.TryGetProperty("earthsearch:boa_offset_applied", out JsonElement applied) ? applied.GetBoolean() : null,
                band is { } b1 ? Number(b1, "scale") : null, band is { } b2 ? Number(b2, "offset") : null);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ImageryException)
        {
            return null;
        }
    }

    private static JsonElement? FindAsset(JsonElement root, string rasterName)
    {
        if (!root.TryGetProperty("assets", out JsonElement assets)) return null;
        foreach (JsonProperty asset in assets.EnumerateObject())
        {
            string? name = Text(asset.Value, "href")?.Split('?')[0].Split('/', '\\')[^1];
            if (string.Equals(name, rasterName, StringComparison.OrdinalIgnoreCase)) return asset.Value;
        }
        return null;
    }

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement of, string name)
    {
        if (!of.TryGetProperty(name, out JsonElement value)) return null;
        if (value.ValueKind == JsonValueKind.Number) return value.GetDouble();
        return value.ValueKind == JsonValueKind.String
            && double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
    }
}
