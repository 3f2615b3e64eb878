// SPDX-License-Identifier: MIT
using CsCheck;
using SolarGis.Imagery.Rasters;

namespace SolarGis.Imagery.Tests.Rasters;

public sealed class PixelMathTests
{
    private static readonly float[] Special = [0, -9999, 65535, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue];

    private static readonly Gen<float> Pixel = Gen.OneOf(Gen.Float[-10, 70_000], Gen.Int[0, Special.Length - 1].Select(i => Special[i]));

    [Fact]
    public void Many_pixels_at_once_are_the_same_bits_as_one_by_one() => Pixel.Array[0, 70].Sample(pixels =>
    {
        float[] together = (float[])pixels.Clone();
        PixelMath.Invalidate(together, -9999, 65535);
        bool complete = PixelMath.Scale(together, 1e-4, -0.1);
        for (int i = 0; i < pixels.Length; i++)
        {
            float[] alone = [pixels[i]];
            PixelMath.Invalidate(alone, -9999, 65535);
            PixelMath.Scale(alone, 1e-4, -0.1);
            Assert.Equal(BitConverter.SingleToInt32Bits(alone[0]), BitConverter.SingleToInt32Bits(together[i]));
            Assert.Equal(!float.IsFinite(pixels[i]) || pixels[i] is -9999 or 65535, float.IsNaN(together[i]));
        }
        Assert.Equal(together.All(float.IsFinite), complete);
        Assert.Equal(together.All(float.IsFinite), PixelMath.AreFinite(together));
    });
}
