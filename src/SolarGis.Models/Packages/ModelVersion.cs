// SPDX-License-Identifier: MIT
using System.Numerics;

namespace SolarGis.Models.Packages;

/// <summary>Orders versions: 0.10.0 is newer than 0.9.1, 1.0.0 newer than 1.0.0-rc2.</summary>
internal sealed class ModelVersion : IComparer<string>
{
    public static ModelVersion Order { get; } = new();

    public int Compare(string? x, string? y)
    {
        (string[] numbers, string suffix) = Split(x);
        (string[] otherNumbers, string otherSuffix) = Split(y);
        for (int i = 0; i < Math.Max(numbers.Length, otherNumbers.Length); i++)
        {
            int order = ComparePart(numbers.ElementAtOrDefault(i) ?? "0", otherNumbers.ElementAtOrDefault(i) ?? "0");
            if (order != 0) return order;
        }

        // A release is newer than its candidates.
        if (suffix.Length == 0 || otherSuffix.Length == 0) return otherSuffix.Length.CompareTo(suffix.Length);
        return string.CompareOrdinal(suffix, otherSuffix);
    }

    private static (string[] Numbers, string Suffix) Split(string? version)
    {
        string[] parts = (version ?? "").Split('-', 2);
        return (parts[0].Split('.'), parts.Length > 1 ? parts[1] : "");
    }

    private static int ComparePart(string a, string b) =>
        BigInteger.TryParse(a, out var x) && BigInteger.TryParse(b, out var y) ? x.CompareTo(y) : string.CompareOrdinal(a, b);
}
