// SPDX-License-Identifier: MIT
using System.Text;
using CsCheck;

namespace SolarGis.Jobs.Tests;

public sealed class Crc32CTests
{
    /// <summary>The check value of the catalogue of parametrised CRCs, and the vectors of RFC 3720 appendix B.4.</summary>
    public static TheoryData<byte[], uint> Published => new()
    {
        { Encoding.ASCII.GetBytes("123456789"), 0xE3069283 },
        { new byte[32], 0x8A9136AA },
        { Enumerable.Repeat((byte)0xFF, 32).ToArray(), 0x62A8AB43 },
        { Enumerable.Range(0, 32).Select(i => (byte)i).ToArray(), 0x46DD794E },
        { Enumerable.Range(0, 32).Select(i => (byte)(31 - i)).ToArray(), 0x113FDB5C },
        {
            Convert.FromHexString("01C00000000000000000000000000000140000000000040000000014000000182800000000000000"
                + "0200000000000000"),
            0xD9963A56
        },
        { [], 0 },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void Published_vectors_come_out(byte[] data, uint expected) => Assert.Equal(expected, Crc32C.Compute(data));

    [Fact]
    public void Every_length_and_alignment_agrees_with_the_definition() =>
        Gen.Select(Gen.Byte.Array[0, 100], Gen.Int[0, 8]).Sample((data, skip) =>
            Crc32C.Compute(data.AsSpan(Math.Min(skip, data.Length))) == BitByBit(data.AsSpan(Math.Min(skip, data.Length))));

    [Fact]
    public void A_single_flipped_bit_is_always_noticed() =>
        Gen.Select(Gen.Byte.Array[1, 200], Gen.Int[0, 1599]).Sample((data, bit) =>
        {
            uint before = Crc32C.Compute(data);
            data[bit / 8 % data.Length] ^= (byte)(1 << (bit % 8));
            return Crc32C.Compute(data) != before;
        });

    /// <summary>Division by the reflected polynomial, one bit at a time.</summary>
    private static uint BitByBit(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in data)
        {
            crc ^= b;
            for (int i = 0; i < 8; i++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x82F63B78;
        }
        return ~crc;
    }
}
