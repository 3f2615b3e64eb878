// SPDX-License-Identifier: MIT
using SolarGis.Models;
using TorchSharp;

namespace SolarGis.Attribution.Tests.Support;

/// <summary>A reference case with its network in one precision: runs a method and compares it.</summary>
public sealed class Reference : IDisposable
{
    readonly torch.Tensor _input;

    public Reference(string name, bool isDouble)
    {
        (IsDouble, Case) = (isDouble, ReferenceCase.Load(name));
        Model = ReferenceNetwork.Create(Case, isDouble ? torch.ScalarType.Float64 : torch.ScalarType.Float32);
        _input = Case.Input();
    }

    public static TheoryData<string, bool> CasesAndPrecisions { get; } = new()
    {
        { "a64", true },
        { "a64", false },
        { "c64", true },
        { "c64", false },
    };

    public bool IsDouble { get; }

    public ReferenceCase Case { get; }

    public SegmentationModel Model { get; }

    public AttributionResult Attribute(IAttributionMethod method, string baseline, params (string Name, string Value)[] values)
    {
        using var target = Case.Target(Model);
        return method.Attribute(target, _input, Case.Options(baseline, values), cancel: TestContext.Current.CancellationToken);
    }

    /// <summary>Runs a method and compares its map with the reference's: 1e-6 in float64, 2e-3 in float32.</summary>
    public void AssertMap(IAttributionMethod method, string expected, string baseline, params (string Name, string Value)[] values)
    {
        using var result = Attribute(method, baseline, values);
        AssertClose(expected, result.Map.Values(), IsDouble && Case.Has("expected_f64/" + expected) ? 1e-6 : 2e-3);
    }

    /// <summary>Runs a method over features and compares their values: 1e-6 in float64, 1e-4 in float32.</summary>
    public void AssertFeatures(IAttributionMethod method, string expected, string baseline, params (string Name, string Value)[] values) =>
        AssertFeatures(method, expected, baseline, 1e-6, values);

    /// <summary>The same where the reference's own arithmetic is coarser than float64.</summary>
    public void AssertFeatures(IAttributionMethod method, string expected, string baseline, double tolerance, params (string Name, string Value)[] values)
    {
        using var result = Attribute(method, baseline, values);
        AssertClose(expected, result.FeatureValues!, IsDouble ? tolerance : 1e-4);
    }

    public void AssertClose(string expected, IReadOnlyList<double> actual, double tolerance)
    {
        var error = Compare.RelativeL2(actual, Case.Expected(expected, IsDouble));
        TestContext.Current.SendDiagnosticMessage($"{expected} {(IsDouble ? "float64" : "float32")}: {error:e1}");
        if (Environment.GetEnvironmentVariable("SOLARGIS_SHOW_ERRORS") is not null)
            Console.WriteLine($"{expected} {(Case.IsProbability ? "c64" : "a64")} {(IsDouble ? "float64" : "float32")}: {error:e1}");
        Assert.True(error <= tolerance, $"{expected}: relative L2 {error:e2} is over {tolerance:e0}.");
    }

    public void Dispose()
    {
        _input.Dispose();
        Model.Dispose();
    }
}
