// SPDX-License-Identifier: MIT
namespace SolarGis.Attribution.GradientAttribution;

/// <summary>Where and how heavily a function on [0, 1] is sampled to integrate it.</summary>
/// <param name="Nodes">Positions in [0, 1].</param>
/// <param name="Weights">Weights that add up to 1.</param>
public sealed record QuadratureRule(double[] Nodes, double[] Weights)
{
    /// <summary>Names of the rules; the first is the default.</summary>
    public static string[] Names { get; } = ["midpoint", "gauss_legendre", "trapezoid", "riemann_right"];

    /// <summary>Makes a rule.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="count">Number of nodes, at least 1 (trapezoid: 2).</param>
    public static QuadratureRule Create(string name, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, name == "trapezoid" ? 2 : 1);
        return name switch
        {
            "midpoint" => Uniform(count, k => (k + 0.5) / count, _ => 1.0 / count),
            "riemann_right" => Uniform(count, k => (k + 1.0) / count, _ => 1.0 / count),
            "trapezoid" => Uniform(
                count, k => k / (count - 1.0), k => (k == 0 || k == count - 1 ? 0.5 : 1.0) / (count - 1.0)),
            "gauss_legendre" => GaussLegendre(count),
            _ => throw new ArgumentException($"There is no quadrature rule {name}.", nameof(name)),
        };
    }

    static QuadratureRule Uniform(int count, Func<int, double> node, Func<int, double> weight) =>
        new([.. Enumerable.Range(0, count).Select(node)], [.. Enumerable.Range(0, count).Select(weight)]);

    /// <summary>Roots of the Legendre polynomial by Newton's method, moved from [-1, 1] to [0, 1].</summary>
    static QuadratureRule GaussLegendre(int count)
    {
        double[] nodes = new double[count], weights = new double[count];
        for (var i = 0; i < count; i++)
        {
            var x = -Math.Cos(Math.PI * (i + 0.75) / (count + 0.5));
            double derivative = 0;
            for (var iteration = 0; iteration < 100; iteration++)
            {
                (var value, derivative) = Legendre(count, x);
                var step = value / derivative;
                x -= step;
                if (Math.Abs(step) < 1e-16) break;
            }

            (_, derivative) = Legendre(count, x);
            nodes[i] = (x + 1) / 2;
            weights[i] = 1 / ((1 - x * x) * derivative * derivative);
        }

        return new(nodes, weights);
    }

    static (double Value, double Derivative) Legendre(int degree, double x)
    {
        double previous = 1, value = x;
        for (var k = 2; k <= degree; k++) (previous, value) = (value, ((2 * k - 1) * x * value - (k - 1) * previous) / k);
        return (value, degree * (x * value - previous) / (x * x - 1));
    }
}
