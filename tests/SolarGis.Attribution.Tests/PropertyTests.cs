// SPDX-License-Identifier: MIT
using CsCheck;
using SolarGis.Attribution.GradientAttribution;
using SolarGis.Attribution.Options;
using SolarGis.Attribution.Targets;
using SolarGis.Attribution.Tests.Support;
using TorchSharp;

namespace SolarGis.Attribution.Tests;

/// <summary>What must hold for every method, whatever the input.</summary>
[Collection<LiveTensors>]
public sealed class PropertyTests
{
    public static TheoryData<string> Methods { get; } = [.. AttributionMethods.All.Select(method => method.Name)];

    [Theory, MemberData(nameof(Methods))]
    public void Crop_changes_nothing_and_is_zero_outside(string name)
    {
        var method = AttributionMethods.Get(name);
        using var model = ReferenceNetwork.Create(ReferenceCase.Load("a64"), torch.ScalarType.Float64);
        var region = Box(96, 40, 44, 6);
        using var scope = torch.NewDisposeScope();
        var patch = Scene(96);
        using var cropped = new RegionTarget(model, region, 96, 96);
        using var whole = new RegionTarget(model, region, 96, 96, useCrop: false);
        Assert.True(cropped.Crop.IsCropped);
        using var fast = method.Attribute(cropped, patch, Quick(method, 96), cancel: TestContext.Current.CancellationToken);
        using var slow = method.Attribute(whole, patch, Quick(method, 96), cancel: TestContext.Current.CancellationToken);
        Assert.InRange(Compare.RelativeL2(fast.Map.Values(), slow.Map.Values()), 0, 1e-6);
        Assert.Equal(slow.Certificate.ValueAtInput, fast.Certificate.ValueAtInput, 1e-9);
        if (fast.FeatureValues is null && !FullPatch.Contains(name))
            Assert.True((fast.Map - cropped.Crop.Expand(cropped.Crop.Narrow(fast.Map))).eq(0).all().item<bool>());
    }

    [Theory, MemberData(nameof(Methods))]
    public void Batch_size_changes_nothing(string name)
    {
        var method = AttributionMethods.Get(name);
        using var model = ReferenceNetwork.Create(ReferenceCase.Load("c64"), torch.ScalarType.Float64);
        using var target = new RegionTarget(model, Box(32, 8, 8, 12), 32, 32);
        using var scope = torch.NewDisposeScope();
        var patch = Scene(32);
        using var single = method.Attribute(target, patch, Quick(method, 32) with { BatchSize = 1 }, cancel: TestContext.Current.CancellationToken);
        using var many = method.Attribute(target, patch, Quick(method, 32) with { BatchSize = 7 }, cancel: TestContext.Current.CancellationToken);
        Assert.InRange(Compare.RelativeL2(many.Map.Values(), single.Map.Values()), 0, 1e-9);
        Assert.Equal(single.Certificate.Forwards, many.Certificate.Forwards);
    }

    [Theory, MemberData(nameof(Methods))]
    public void No_tensor_outlives_a_run_whether_it_ends_or_is_cancelled(string name)
    {
        var method = AttributionMethods.Get(name);
        using var model = ReferenceNetwork.Create(ReferenceCase.Load("a64"), torch.ScalarType.Float64);
        using var target = new RegionTarget(model, Box(16, 4, 4, 8), 16, 16);
        using var patch = Scene(16).DetachFromDisposeScope();
        var steps = new Counter();
        method.Attribute(target, patch, Quick(method, 16) with { BatchSize = 2 }, steps, TestContext.Current.CancellationToken).Dispose();
        var before = LiveTensors();
        method.Attribute(target, patch, Quick(method, 16) with { BatchSize = 2 }, cancel: TestContext.Current.CancellationToken).Dispose();
        Assert.Equal(before, LiveTensors());
        for (var stop = 0; stop < Math.Min(steps.Count, 6); stop++)
        {
            using var cancel = new CancellationTokenSource();
            var counter = new Counter(stop, cancel);
            if (stop == steps.Count - 1) break;
            Assert.Throws<OperationCanceledException>(
                () => method.Attribute(target, patch, Quick(method, 16) with { BatchSize = 2 }, counter, cancel.Token).Dispose());
            Assert.Equal(before, LiveTensors());
        }
    }

    [Fact]
    public void Integrated_gradients_are_complete_and_ignore_a_band_the_model_ignores() =>
        Gen.Double[-3, 3].Array[9].Select(Gen.Int[0, 9]).Sample((weights, dummy) =>
        {
            using var scope = torch.NewDisposeScope();
            using var model = new LinearModel([.. weights[..dummy], 0, .. weights[dummy..]]);
            using var target = model.Target();
            using var result = new IntegratedGradients().Attribute(target, torch.rand([10, 16, 16], torch.ScalarType.Float64), new());
            return Math.Abs(result.Certificate.CompletenessGap!.Absolute) < 1e-9 && result.Certificate.BandTotals![dummy] == 0;
        }, iter: 20);

    [Theory, MemberData(nameof(Methods))]
    public void Certificates_survive_a_round_trip_through_json(string name)
    {
        var method = AttributionMethods.Get(name);
        using var model = ReferenceNetwork.Create(ReferenceCase.Load("a64"), torch.ScalarType.Float64);
        using var target = new RegionTarget(model, Box(16, 4, 4, 8), 16, 16);
        using var patch = Scene(16);
        using var result = method.Attribute(target, patch, Quick(method, 16), cancel: TestContext.Current.CancellationToken);
        var json = result.Certificate.ToJson();
        Assert.Equal(json, Certificates.Certificate.FromJson(json).ToJson());
        Assert.Contains("\"schema_version\": 1", json, StringComparison.Ordinal);
        Assert.Equal(result.Certificate.Seed is not null, method.Options.Any(option => option.Name == "seed"));
    }

    static readonly string[] FullPatch = ["grad_cam", "guided_grad_cam", "occlusion"];

    static readonly Dictionary<string, string> Cheap = new()
    {
        ["steps"] = "6",
        ["samples"] = "24",
        ["permutations"] = "3",
        ["window"] = "16",
        ["stride"] = "16",
        ["segments"] = "6",
    };

    /// <summary>Cheap settings; methods over features get four stripes, ablation keeps its superpixels.</summary>
    static MethodOptions Quick(IAttributionMethod method, int size)
    {
        var values = method.Options.Where(option => Cheap.ContainsKey(option.Name)).ToDictionary(option => option.Name, option => Cheap[option.Name]);
        if (method.Name != "feature_ablation" && method.Options.Any(option => option.Name == "features")) values["features"] = "areas";
        return new() { Values = values, FeatureLabels = [.. Enumerable.Range(0, size * size).Select(i => i % size * 4 / size)] };
    }

    static long LiveTensors()
    {
        // Tensors that other tests forgot to free would go whenever the collector runs.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return torch.Tensor.TotalCount;
    }

    static bool[] Box(int size, int column, int row, int edge) =>
        [.. Enumerable.Range(0, size * size).Select(i => i % size >= column && i % size < column + edge && i / size >= row && i / size < row + edge)];

    static torch.Tensor Scene(int size) =>
        torch.tensor(new Models.RandomStream(3, "scene").Doubles(10 * size * size), [10, size, size]) * 0.4;

    sealed class Counter(int stop = -1, CancellationTokenSource? source = null) : IProgress<AttributionProgress>
    {
        public int Count { get; private set; }

        public void Report(AttributionProgress value)
        {
            if (Count++ == stop) source!.Cancel();
        }
    }
}
