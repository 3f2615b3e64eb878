// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Text;
using CsCheck;
using SolarGis.Models.Safetensors;
using TorchSharp;

namespace SolarGis.Models.Tests.Safetensors;

public sealed class SafetensorsTests
{
    [Fact]
    public void What_is_written_is_read()
    {
        using var scope = torch.NewDisposeScope();
        Dictionary<string, torch.Tensor> tensors = new()
        {
            ["a.weight"] = torch.tensor(new[] { 1.5f, -2, float.Epsilon, 3e38f, 0, 7 }, [2, 3]),
            ["b"] = torch.tensor(new[] { Math.PI }, [1]),
            ["count"] = torch.tensor(long.MaxValue),
            ["empty"] = torch.zeros(0, 4),
            ["strided"] = torch.arange(6, torch.ScalarType.Float32).reshape(2, 3).t(),
        };
        var file = SafetensorsReader.Read(Written(tensors, new() { ["kind"] = "täst \"1\"" }));
        Assert.Equal("täst \"1\"", file.Metadata["kind"]);
        Assert.Equal(tensors.Keys.Order(), file.Tensors.Keys.Order());
        foreach ((string name, var tensor) in tensors)
        {
            Assert.Equal(tensor.dtype, file.Tensors[name].dtype);
            Assert.Equal(tensor.shape, file.Tensors[name].shape);
            Assert.True((tensor == file.Tensors[name]).all().item<bool>(), name);
        }
    }

    [Fact]
    public void The_layout_is_the_format_s()
    {
        using var scope = torch.NewDisposeScope();
        byte[] file = Written(new() { ["x"] = torch.tensor(new[] { 1f, 2f }) });
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        Assert.Equal("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", Encoding.UTF8.GetString(file, 8, length).TrimEnd());
        Assert.Equal(0, length % 8);
        Assert.Equal(2f, BitConverter.ToSingle(file, 8 + length + 4));
    }

    [Theory]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "ends before")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 12, "belong to no tensor")]
    [InlineData("""{"x":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "another number of bytes")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"y":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "over the data")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "gap")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 4, "ends before")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", 4, "nowhere")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "nowhere")]
    [InlineData("""{"x":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "shape that no tensor has")]
    [InlineData("""{"x":{"dtype":"F32","shape":[4294967296,4294967296,4294967296],"data_offsets":[0,4]}}""", 4, "another number of bytes")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""", 4, "shape that no tensor has")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1e99],"data_offsets":[0,4]}}""", 4, "not readable")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1]}}""", 4, "not readable")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "twice")]
    [InlineData("""{"x":""", 4, "not readable")]
    [InlineData("""[]""", 0, "not readable")]
    [InlineData("""{"x":{"x":{"x":{"x":{"x":{"x":{"x":{"x":{"x":1}}}}}}}}}""", 0, "not readable")]
    public void A_damaged_header_is_refused(string header, int dataLength, string expected)
    {
        var error = Assert.Throws<ModelException>(() => SafetensorsReader.Read(File(header, new byte[dataLength])));
        Assert.Equal("MODEL_DAMAGED", error.Reason);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_type_is_refused_as_unsupported()
    {
        var error = Assert.Throws<ModelException>(() =>
            SafetensorsReader.Read(File("""{"x":{"dtype":"BF16","shape":[1],"data_offsets":[0,2]}}""", new byte[2])));
        Assert.Equal("MODEL_UNSUPPORTED", error.Reason);
        Assert.Contains("BF16", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    [InlineData(1UL << 40)]
    [InlineData(100UL)]
    [InlineData(0UL)]
    public void A_header_longer_than_the_file_or_the_limit_is_refused(ulong length)
    {
        byte[] file = new byte[64];
        BinaryPrimitives.WriteUInt64LittleEndian(file, length);
        Assert.Equal("MODEL_DAMAGED", Assert.Throws<ModelException>(() => SafetensorsReader.Read(file)).Reason);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Values_that_are_not_finite_are_neither_read_nor_written(float value)
    {
        using var scope = torch.NewDisposeScope();
        byte[] data = new byte[8];
        BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(4), value);
        var read = Assert.Throws<ModelException>(() =>
            SafetensorsReader.Read(File("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", data)));
        Assert.Contains("not finite", read.Message, StringComparison.Ordinal);
        var written = Assert.Throws<ModelException>(() => Written(new() { ["x"] = torch.tensor(new[] { 1, value }) }));
        Assert.Contains("not finite", written.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_truncation_or_flipped_header_byte_is_an_error_or_another_valid_file()
    {
        using var scope = torch.NewDisposeScope();
        byte[] whole = Written(new() { ["a"] = torch.ones(3, 2), ["b"] = torch.ones(4, torch.ScalarType.Int64) });
        int headerEnd = 8 + (int)BinaryPrimitives.ReadUInt64LittleEndian(whole);
        for (int length = 0; length < whole.Length; length++)
            Assert.Throws<ModelException>(() => SafetensorsReader.Read(whole.AsMemory(0, length)));
        Gen.Select(Gen.Int[0, headerEnd - 1], Gen.Byte).Sample((position, value) =>
        {
            byte[] changed = [.. whole];
            changed[position] = value;
            try
            {
                using var inner = torch.NewDisposeScope();
                return SafetensorsReader.Read(changed).Tensors.Values.Sum(t => t.numel()) <= 20;
            }
            catch (ModelException)
            {
                return true;
            }
        });
    }

    static byte[] Written(Dictionary<string, torch.Tensor> tensors, Dictionary<string, string>? metadata = null)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors, metadata);
        return stream.ToArray();
    }

    static byte[] File(string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
        return [.. length, .. text, .. data];
    }
}
