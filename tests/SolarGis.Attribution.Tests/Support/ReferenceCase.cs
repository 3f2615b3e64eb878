// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Baselines;
using SolarGis.Attribution.Options;
using SolarGis.Attribution.Targets;
using SolarGis.Testing;
using TorchSharp;

namespace SolarGis.Attribution.Tests.Support;

/// <summary>One of the two networks whose attributions are known.</summary>
public sealed class ReferenceCase
{
    static readonly Dictionary<string, ReferenceCase> Loaded = [];
    readonly IReadOnlyDictionary<string, NumpyFile> _arrays;

    ReferenceCase(string name)
    {
        _arrays = NumpyFile.LoadArchive(Path.Combine(AppContext.BaseDirectory, "Fixtures", name + ".npz"));
        Region = [.. this["mask"].Values.Select(value => value != 0)];
        IsProbability = name == "c64";
    }

    public bool[] Region { get; }

    public bool IsProbability { get; }

    public NumpyFile this[string array] => _arrays[array];

    public static ReferenceCase Load(string name)
    {
        lock (Loaded)
        {
            if (!Loaded.TryGetValue(name, out var loaded)) Loaded[name] = loaded = new(name);
            return loaded;
        }
    }

    public IEnumerable<(string Name, NumpyFile Array)> Weights =>
        _arrays.Where(array => array.Key.StartsWith("weights/", StringComparison.Ordinal)).Select(array => (array.Key["weights/".Length..], array.Value));

    public RegionTarget Target(Models.SegmentationModel model, bool useCrop = true) => new(
        model, Region, 64, 64, IsProbability ? TargetOutput.Probability : TargetOutput.Logit,
        IsProbability ? TargetReduction.Mean : TargetReduction.Sum, useCrop);

    /// <summary>[10, 64, 64].</summary>
    public torch.Tensor Input() => torch.tensor(this["input"].Values, [10, 64, 64]);

    public IBaseline Baseline(string name) => name == "zero"
        ? new ZeroBaseline()
        : new GivenBaseline("mean", torch.tensor(this["baseline_mean"].Values, [10, 1, 1]));

    public MethodOptions Options(string baseline, params (string Name, string Value)[] values) => new()
    {
        Baseline = Baseline(baseline),
        FeatureLabels = this["superpixels"].Integers,
        Values = values.ToDictionary(value => value.Name, value => value.Value),
    };

    /// <summary>The expected array of that precision, or of the other where the reference ran in one only.</summary>
    public double[] Expected(string name, bool isDouble)
    {
        var (own, other) = isDouble ? ("expected_f64/", "expected/") : ("expected/", "expected_f64/");
        return this[Has(own + name) ? own + name : other + name].Values;
    }

    public bool Has(string array) => _arrays.ContainsKey(array);
}
