// SPDX-License-Identifier: MIT
using System.Text.RegularExpressions;

namespace SolarGis.Imagery.Bands;

/// <summary>Recognises Sentinel-2 bands by the words that files use for them.</summary>
public static partial class BandNames
{
    /// <summary>The role in a band's description: "B8A", "B08", "Band 8A", "B8A, central wavelength 865 nm", "nir08", "SWIR 1"; or null.</summary>
    public static string? FromDescription(string description)
    {
        ArgumentNullException.ThrowIfNull(description);
        return FromToken(description) ?? FromCommonName(description);
    }

    /// <summary>The role in the name of a one-band file: "B02.tif", "T29RKH_20200219T112111_B8A_20m.jp2", "swir16.tif"; or null.</summary>
    public static string? FromFileName(string path)
    {
        string stem = Path.GetFileNameWithoutExtension(path);
        // Landsat counts its bands otherwise: its B5 is near infrared, Sentinel-2's a red edge.
        if (Landsat().IsMatch(stem)) return null;
        return FromToken(stem) ?? FromCommonName(stem) ?? FromCommonName(stem.Split('_', '-', '.')[^1]);
    }

    private static string? FromToken(string text)
    {
        string[] roles = [.. Token().Matches(text)
            .Select(m => $"B{m.Groups[1].Value}{m.Groups[2].Value.ToUpperInvariant()}")
            .Select(name => Sentinel2.Find(name)?.Role).OfType<string>().Distinct()];
        // "B4/B3 ratio" is no band.
        return roles.Length == 1 ? roles[0] : null;
    }

    private static string? FromCommonName(string text)
    {
        string letters = string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return Sentinel2.Bands.FirstOrDefault(b => b.CommonNames.Contains(letters))?.Role;
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9])B(?:and)?[ _-]?0?(\d{1,2})(A?)(?![A-Za-z0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex Token();

    [GeneratedRegex(@"^L[COTEM]0[4-9]_", RegexOptions.IgnoreCase)]
    private static partial Regex Landsat();
}
