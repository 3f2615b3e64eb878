// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.RegularExpressions;

namespace SolarGis.Imagery.Inspection;

/// <summary>Finds the day on which an image was taken.</summary>
internal static partial class AcquisitionDate
{
    private static readonly string[] Keys =
    [
        "ACQUISITIONDATETIME", "DATATAKE_1_DATATAKE_SENSING_START", "DATATAKE_SENSING_START", "SENSING_TIME", "PRODUCT_START_TIME",
        "ACQUISITION_DATE", "ACQUIRED", "DATETIME",
    ];

    public static DateOnly? Find(FileHeader file)
    {
        foreach (IReadOnlyDictionary<string, string> metadata in file.Bands.Select(b => b.Metadata).Prepend(file.Metadata))
            foreach (string key in Keys)
                if (metadata.TryGetValue(key, out string? text) && Parse(text) is DateOnly stated) return stated;
        if (file.SideCar?.Acquired is DateOnly item) return item;
        // Names of ESA and of its mirrors: the first time in them is that of sensing.
        Match name = SensingTime().Match(file.Name);
        return name.Success ? Parse(name.Groups[1].Value) : null;
    }

    private static DateOnly? Parse(string text)
    {
        string digits = string.Concat(text.Take(10).Where(char.IsAsciiDigit));
        return digits.Length >= 8 && DateOnly.TryParseExact(digits[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day : null;
    }

    [GeneratedRegex(@"^(?:S2[A-D]_|(?:L2A_)?T\d{2}[A-Z]{3}_).*?(20\d{6})(?=[T_.])")]
    private static partial Regex SensingTime();
}
