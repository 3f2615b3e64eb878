// SPDX-License-Identifier: MIT
using SolarGis.Attribution.GradientAttribution;
using SolarGis.Attribution.Tests.Support;
using TorchSharp;

namespace SolarGis.Attribution.Tests.GradientAttribution;

public sealed class IntegratedGradientsTests
{
    static readonly IntegratedGradients Method = new();

    public static TheoryData<string, bool, string, int, string> Runs
    {
        get
        {
            var runs = new TheoryData<string, bool, string, int, string>();
            foreach (var name in (string[])["a64", "c64"])
                foreach (var isDouble in (bool[])[true, false])
                {
                    foreach (var baseline in (string[])["zero", "mean"])
                    {
                        runs.Add(name, isDouble, "riemann_right", 50, baseline);
                        runs.Add(name, isDouble, "gauss_legendre", 50, baseline);
                    }

                    runs.Add(name, isDouble, "gauss_legendre", 200, "zero");
                }

            return runs;
        }
    }

    [Theory, MemberData(nameof(Runs))]
    public void Maps_and_gaps_are_the_references(string name, bool isDouble, string rule, int steps, string baseline)
    {
        using var run = new Reference(name, isDouble);
        using var result = run.Attribute(Method, baseline, ("rule", rule), ("steps", $"{steps}"));
        var expected = $"ig_{rule.Replace("gauss_", "gauss", StringComparison.Ordinal)}_{steps}_{baseline}";
        run.AssertClose(expected, result.Map.Values(), isDouble ? 1e-6 : 2e-3);
        var scale = Math.Abs(result.Certificate.ValueAtInput) + Math.Abs(result.Certificate.ValueAtBaseline);
        // Captum rounds the weights of its rules to float32 (3e-8) even in a float64 run.
        var rounding = rule == "riemann_right" ? (float)(1.0 / steps) * (double)steps : 1;
        var difference = result.Certificate.ValueAtInput - result.Certificate.ValueAtBaseline;
        var gap = (result.Certificate.CompletenessGap!.Absolute + difference) * rounding - difference;
        Assert.Equal(run.Case.Expected(expected + "_delta", isDouble)[0], gap, (isDouble ? 3e-8 : 1e-4) * scale);
    }

    [Theory, MemberData(nameof(Reference.CasesAndPrecisions), MemberType = typeof(Reference))]
    public void Trapezoid_is_the_true_rule(string name, bool isDouble)
    {
        using var run = new Reference(name, isDouble);
        using var result = run.Attribute(Method, "zero", ("rule", "trapezoid"), ("steps", "50"));
        // Captum's trapezoid weights add up to 49/50.
        run.AssertClose("ig_riemann_trapezoid_50_zero", [.. result.Map.Values().Select(value => value * 49 / 50)], isDouble ? 1e-6 : 2e-3);
    }

    [Fact]
    public void Midpoint_comes_closer_to_completeness_than_right_riemann()
    {
        using var run = new Reference("c64", true);
        using var midpoint = run.Attribute(Method, "mean");
        using var right = run.Attribute(Method, "mean", ("rule", "riemann_right"));
        Assert.InRange(Math.Abs(midpoint.Certificate.CompletenessGap!.Relative!.Value), 0, 0.01);
        Assert.True(Math.Abs(right.Certificate.CompletenessGap!.Relative!.Value) > Math.Abs(midpoint.Certificate.CompletenessGap.Relative.Value));
    }

    [Fact]
    public void Early_stop_is_the_fixed_rule_at_the_level_it_stopped_at()
    {
        using var run = new Reference("a64", true);
        using var early = run.Attribute(Method, "mean", ("early_stop", "true"), ("steps", "54"));
        var level = early.Certificate.Backwards;
        Assert.Contains(level, (long[])[18, 54]);
        using var fixedSteps = run.Attribute(Method, "mean", ("steps", $"{level}"));
        Assert.InRange(Compare.RelativeL2(early.Map.Values(), fixedSteps.Map.Values()), 0, 1e-12);
        if (level < 54) Assert.InRange(Math.Abs(early.Certificate.CompletenessGap!.Relative!.Value), 0, 0.01);
    }

    [Fact]
    public void A_linear_model_is_integrated_exactly_by_one_step()
    {
        using var scope = torch.NewDisposeScope();
        using var model = new LinearModel();
        using var target = model.Target();
        var patch = torch.rand([10, 16, 16], torch.ScalarType.Float64);
        using var result = Method.Attribute(target, patch, new() { Values = new Dictionary<string, string> { ["steps"] = "1" } }, cancel: TestContext.Current.CancellationToken);
        Assert.InRange(Math.Abs(result.Certificate.CompletenessGap!.Absolute), 0, 1e-12);
    }
}
