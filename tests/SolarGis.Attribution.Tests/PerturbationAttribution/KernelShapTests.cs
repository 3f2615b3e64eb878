// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Features;
using SolarGis.Attribution.PerturbationAttribution;
using SolarGis.Attribution.Tests.Support;

namespace SolarGis.Attribution.Tests.PerturbationAttribution;

public sealed class KernelShapTests
{
    [Fact]
    public void Paired_shares_add_up_and_come_closer_to_the_truth_than_captums()
    {
        using var run = new Reference("c64", true);
        using var exact = run.Attribute(new ExactShapley(), "zero");
        double paired = 0, captum = 0;
        for (var seed = 1; seed <= 8; seed++)
        {
            (string, string)[] settings = [("features", "bands"), ("samples", "60"), ("seed", $"{seed}")];
            using var own = run.Attribute(new KernelShap(), "zero", settings);
            using var other = run.Attribute(new KernelShap(), "zero", [.. settings, ("estimator", "captum")]);
            Assert.InRange(Math.Abs(own.Certificate.CompletenessGap!.Absolute), 0, 1e-9);
            paired += Compare.RelativeL2(own.FeatureValues!, exact.FeatureValues!);
            captum += Compare.RelativeL2(other.FeatureValues!, exact.FeatureValues!);
        }

        Assert.True(paired < captum, $"Mean relative error {paired / 8:f3} against {captum / 8:f3}.");
    }

    [Fact]
    public void Too_few_samples_are_refused_in_words()
    {
        using var run = new Reference("a64", true);
        var error = Assert.Throws<AttributionException>(() => run.Attribute(new KernelShap(), "mean", ("features", "areas"), ("samples", "6")));
        Assert.Equal("6 samples do not determine 17 shares; raise samples or use fewer features.", error.Message);
    }

    [Fact]
    public void Coalitions_are_the_references_draws()
    {
        using var run = new Reference("a64", true);
        using var target = run.Case.Target(run.Model);
        var expected = run.Case["expected/kernel_shap_coalitions"];
        var drawn = KernelShap.Draw(new Models.RandomStream(7, "coalitions"), 17).Take(298).SelectMany(row => row.Select(present => present ? 1 : 0));
        Assert.Equal(expected.Integers.Skip(34), drawn);
    }

    [Fact]
    public void Touching_areas_are_the_references_graph()
    {
        var reference = ReferenceCase.Load("a64");
        var borders = AreaGraph.Borders(reference["superpixels"].Integers, 64, 17);
        Assert.Equal(reference["expected/oracle_l_shapley_adjacency"].Integers, borders.Cast<int>().Select((border, i) => border > 0 || i % 18 == 0 ? 1 : 0));
    }
}
