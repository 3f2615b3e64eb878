// SPDX-License-Identifier: MIT
using SolarGis.Attribution.GradientAttribution;

namespace SolarGis.Attribution.Tests.GradientAttribution;

public sealed class QuadratureRuleTests
{
    [Theory]
    [InlineData("midpoint", 1)]
    [InlineData("riemann_right", 0)]
    [InlineData("trapezoid", 1)]
    [InlineData("gauss_legendre", 39)]
    public void A_rule_of_20_points_integrates_polynomials_up_to_its_degree(string name, int degree)
    {
        var rule = QuadratureRule.Create(name, 20);
        for (var power = 0; power <= degree; power++)
            Assert.Equal(1.0 / (power + 1), rule.Nodes.Zip(rule.Weights, (x, weight) => weight * Math.Pow(x, power)).Sum(), 1e-13);
    }

    [Fact]
    public void Large_gauss_legendre_rules_stay_exact()
    {
        var rule = QuadratureRule.Create("gauss_legendre", 2000);
        Assert.Equal(1, rule.Weights.Sum(), 1e-12);
        Assert.Equal(Math.E - 1, rule.Nodes.Zip(rule.Weights, (x, weight) => weight * Math.Exp(x)).Sum(), 1e-12);
    }
}
