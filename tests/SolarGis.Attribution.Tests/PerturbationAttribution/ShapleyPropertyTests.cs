// SPDX-License-Identifier: MIT
using CsCheck;
using SolarGis.Attribution.PerturbationAttribution;

namespace SolarGis.Attribution.Tests.PerturbationAttribution;

/// <summary>The axioms, on random games.</summary>
public sealed class ShapleyPropertyTests
{
    const int Players = 6;
    static readonly Gen<double[]> Game = Gen.Double[-5, 5].Array[1 << Players];

    [Fact]
    public void Values_add_up() =>
        Game.Sample(v => Close(ExactShapley.Values(v, Players).Sum(), v[^1] - v[0]));

    [Fact]
    public void Values_are_linear_in_the_game() =>
        Gen.Select(Game, Game).Sample((a, b) =>
        {
            var sum = ExactShapley.Values([.. a.Zip(b, (x, y) => 2 * x - y)], Players);
            var parts = ExactShapley.Values(a, Players).Zip(ExactShapley.Values(b, Players), (x, y) => 2 * x - y);
            return sum.Zip(parts, Close).All(close => close);
        });

    [Fact]
    public void A_dummy_gets_nothing_and_twins_get_the_same() =>
        Game.Sample(v =>
        {
            // Player 0 changes nothing; players 1 and 2 are exchangeable.
            double[] game = [.. v.Select((_, set) => v[(set & ~7) | (int.PopCount(set & 6) == 2 ? 6 : (set & 6) != 0 ? 2 : 0)])];
            var values = ExactShapley.Values(game, Players);
            return values[0] == 0 && Close(values[1], values[2]);
        });

    static bool Close(double a, double b) => Math.Abs(a - b) < 1e-9;
}
