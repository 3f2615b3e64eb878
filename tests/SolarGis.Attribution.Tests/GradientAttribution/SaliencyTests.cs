// SPDX-License-Identifier: MIT
using SolarGis.Attribution.GradientAttribution;
using SolarGis.Attribution.Tests.Support;
using TorchSharp;

namespace SolarGis.Attribution.Tests.GradientAttribution;

public sealed class SaliencyTests
{
    [Theory, MemberData(nameof(Reference.CasesAndPrecisions), MemberType = typeof(Reference))]
    public void Signed_gradient_is_the_references(string name, bool isDouble)
    {
        using var run = new Reference(name, isDouble);
        run.AssertMap(new Saliency(), "saliency_signed", "zero", ("values", "signed"));
    }

    [Fact]
    public void Magnitudes_and_their_maximum_over_the_bands_follow_from_the_gradient()
    {
        using var run = new Reference("a64", true);
        using var signed = run.Attribute(new Saliency(), "zero", ("values", "signed"));
        using var magnitude = run.Attribute(new Saliency(), "zero");
        using var scope = torch.NewDisposeScope();
        Assert.Equal(signed.Map.abs().Values(), magnitude.Map.Values());
        Assert.Equal(signed.Map.abs().amax([0]).Values(), signed.Aggregate.Values());
        Assert.True(signed.IsSigned);
        Assert.False(magnitude.IsSigned);
    }
}
