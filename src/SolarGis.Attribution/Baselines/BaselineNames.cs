// SPDX-License-Identifier: MIT
namespace SolarGis.Attribution.Baselines;

/// <summary>The baselines by name, in one place.</summary>
public static class BaselineNames
{
    static readonly IBaseline[] Known = [new SurroundingsBaseline(), new PatchMeanBaseline(), new ZeroBaseline(), new BlurredBaseline()];

    /// <summary>Every name; the first is the default.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Select(baseline => baseline.Name)];

    /// <summary>Finds a baseline; empty means the default.</summary>
    /// <exception cref="AttributionException">There is no such baseline.</exception>
    public static IBaseline Get(string? name) =>
        string.IsNullOrEmpty(name)
            ? Known[0]
            : Known.FirstOrDefault(baseline => baseline.Name == name) ?? throw new AttributionException(
                "BASELINE_UNKNOWN", $"There is no baseline \"{name}\"; choose one of: {string.Join(", ", All)}.");
}
