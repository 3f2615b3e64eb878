// SPDX-License-Identifier: MIT
using SolarGis.Attribution.GradientAttribution;
using SolarGis.Attribution.Tests.Support;

namespace SolarGis.Attribution.Tests.GradientAttribution;

/// <summary>Gradient methods against the reference, noise included.</summary>
public sealed class GradientReferenceTests
{
    [Theory, MemberData(nameof(Reference.CasesAndPrecisions), MemberType = typeof(Reference))]
    public void Input_x_gradient_is_the_references(string name, bool isDouble)
    {
        using var run = new Reference(name, isDouble);
        run.AssertMap(new InputXGradient(), "input_x_gradient", "zero");
    }

    [Theory, MemberData(nameof(Reference.CasesAndPrecisions), MemberType = typeof(Reference))]
    public void Smoothgrad_is_the_references(string name, bool isDouble)
    {
        using var run = new Reference(name, isDouble);
        run.AssertMap(new SmoothGrad(), "smoothgrad", "zero");
        run.AssertMap(new SmoothGrad(), "smoothgrad_absdefault", "zero", ("values", "absolute"));
    }

    [Theory, MemberData(nameof(Reference.CasesAndPrecisions), MemberType = typeof(Reference))]
    public void Vargrad_is_the_references(string name, bool isDouble)
    {
        using var run = new Reference(name, isDouble);
        run.AssertMap(new VarGrad(), "vargrad", "zero");
    }
}
