// SPDX-License-Identifier: MIT
namespace SolarGis.Attribution.Features;

/// <summary>
/// The target as a game between features: v(S) is its value when the features of S are present and the others hold the baseline.
/// </summary>
/// <remarks>
/// Each coalition is evaluated once. Features outside the receptive field change nothing, so coalitions that differ only in
/// those are the same one.
/// </remarks>
public sealed class CoalitionGame
{
    readonly AttributionRun _run;
    readonly Dictionary<string, double> _known = [];

    /// <summary>Opens the game; the two coalitions that a run has evaluated already are known.</summary>
    public CoalitionGame(AttributionRun run, FeatureSet features)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(features);
        (_run, Features) = (run, features);
        _known[Key(All(true))] = run.ValueAtInput;
        _known[Key(All(false))] = run.ValueAtBaseline;
    }

    /// <summary>The players.</summary>
    public FeatureSet Features { get; }

    /// <summary>A coalition of all features or of none.</summary>
    public bool[] All(bool present) => [.. Enumerable.Repeat(present, Features.Count)];

    /// <summary>The values of coalitions, in their order.</summary>
    /// <param name="coalitions">True where a feature is present.</param>
    /// <param name="stage">For the progress.</param>
    public double[] Values(IReadOnlyList<bool[]> coalitions, string stage)
    {
        ArgumentNullException.ThrowIfNull(coalitions);
        string[] keys = [.. coalitions.Select(Key)];
        bool[][] missing = [.. keys.Zip(coalitions).Where(pair => !_known.ContainsKey(pair.First)).DistinctBy(pair => pair.First).Select(pair => pair.Second)];
        var batch = _run.BatchSize(gradients: false);
        for (var start = 0; start < missing.Length; start += batch)
        {
            _run.Step(stage, (double)start / missing.Length);
            var rows = missing[start..Math.Min(start + batch, missing.Length)];
            using var patches = Features.Apply(_run, rows);
            foreach (var (row, value) in rows.Zip(_run.Target.Evaluate(patches))) _known[Key(row)] = value;
        }

        return [.. keys.Select(key => _known[key])];
    }

    string Key(bool[] coalition)
    {
        Span<char> key = coalition.Length <= 1024 ? stackalloc char[coalition.Length] : new char[coalition.Length];
        for (var i = 0; i < key.Length; i++) key[i] = Features.Relevant[i] ? coalition[i] ? '1' : '0' : '-';
        return new(key);
    }
}
