// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Baselines;

namespace SolarGis.Attribution.Options;

/// <summary>How one explanation is to be computed.</summary>
public sealed record MethodOptions
{
    /// <summary>Option values by name, as text; those not given take the method's defaults.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>What "absence" looks like.</summary>
    public IBaseline Baseline { get; init; } = new SurroundingsBaseline();

    /// <summary>
    /// One flag per pixel of the patch, [row][column]: false where the imagery has nodata or is masked. Null: all are valid.
    /// </summary>
    public IReadOnlyList<bool>? Valid { get; init; }

    /// <summary>Feature labels of the patch's pixels, 0 .. K-1, [row][column], for methods over the user's own features.</summary>
    public IReadOnlyList<int>? FeatureLabels { get; init; }

    /// <summary>Bytes that one batch may take.</summary>
    public long MemoryBudget { get; init; } = 1L << 30;

    /// <summary>Patches per batch; null chooses by size, device and <see cref="MemoryBudget"/>.</summary>
    public int? BatchSize { get; init; }
}
