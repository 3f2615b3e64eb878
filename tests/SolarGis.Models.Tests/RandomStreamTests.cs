// SPDX-License-Identifier: MIT
using CsCheck;

namespace SolarGis.Models.Tests;

/// <summary>The golden values are those that the reference's own Python file prints.</summary>
public class RandomStreamTests
{
    [Fact]
    public void RepeatsTheReference()
    {
        var stream = new RandomStream(7, "perms");
        Assert.Equal([0.22183165073644073, 0.6929077371689462, 0.5089934256534993], stream.Doubles(3));
        Assert.Equal([1, 4, 3, 0, 7, 5, 6, 2], stream.Permutation(8));
        double[] normals = stream.Normals(3);
        double[] expected = [0.3391748283912003, -0.600135759401718, -1.8590393787718424];
        for (int i = 0; i < 3; i++) Assert.Equal(expected[i], normals[i], 1e-15);
    }

    [Fact]
    public void APositionRestoresTheStream() => Gen.Select(Gen.ULong, Gen.Int[0, 100]).Sample((seed, skip) =>
    {
        var first = new RandomStream(seed, "a");
        first.Doubles(skip);
        var second = new RandomStream(seed, "a") { Position = first.Position };
        Assert.Equal(first.Doubles(8), second.Doubles(8));
    });

    [Fact]
    public void NamesAndSeedsSeparateStreams() => Gen.ULong.Sample(seed =>
    {
        double[] values = new RandomStream(seed, "a").Doubles(4);
        Assert.NotEqual(values, new RandomStream(seed, "b").Doubles(4));
        Assert.NotEqual(values, new RandomStream(seed + 1, "a").Doubles(4));
        Assert.Equal(new RandomStream(seed, "a/b").Doubles(4), new RandomStream(seed, "a").Fork("b").Doubles(4));
    });

    [Fact]
    public void MomentsAreThoseOfTheDistributions()
    {
        var stream = new RandomStream(11, "moments");
        double[] uniforms = stream.Doubles(100_000), normals = stream.Normals(100_000);
        Assert.Equal(0.5, uniforms.Average(), 0.005);
        Assert.InRange(uniforms.Min(), 0, 1e-3);
        Assert.InRange(uniforms.Max(), 0.999, 1 - 1e-12);
        Assert.Equal(0, normals.Average(), 0.01);
        Assert.Equal(1, normals.Average(x => x * x), 0.02);
    }

    [Fact]
    public void WholeNumbersStayInRange() => Gen.Select(Gen.ULong, Gen.Int[-5, 5], Gen.Int[1, 9]).Sample((seed, low, span) =>
        Assert.All(Enumerable.Range(0, 20).Select(_ => new RandomStream(seed, "n").NextInt(low, low + span)), n => Assert.InRange(n, low, low + span - 1)));
}
