// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace SolarGis.Models.Safetensors;

/// <summary>Reads the safetensors format (a JSON header, then little-endian data): F32, F64 and I64.</summary>
public static class SafetensorsReader
{
    /// <summary>Reads a file that is in memory, and trusts nothing in it.</summary>
    /// <param name="file">All bytes of the file.</param>
    /// <returns>Tensors on the CPU, in the caller's dispose scope.</returns>
    /// <exception cref="ModelException">MODEL_DAMAGED: not as the format says, or a value is not finite; MODEL_UNSUPPORTED: another type.</exception>
    public static SafetensorsFile Read(ReadOnlyMemory<byte> file)
    {
        var header = SafetensorsHeader.Parse(file);
        var data = file[header.DataOffset..];
        using var scope = NewDisposeScope();
        var tensors = header.Entries.ToDictionary(
            entry => entry.Name, entry => Tensor(entry, data.Span[(int)entry.Begin..(int)entry.End]).MoveToOuterDisposeScope());
        return new(tensors, header.Metadata);
    }

    private static Tensor Tensor(SafetensorsEntry entry, ReadOnlySpan<byte> bytes) => entry.Type switch
    {
        "F32" => tensor(Finite<float>(entry, bytes), entry.Shape, ScalarType.Float32),
        "F64" => tensor(Finite<double>(entry, bytes), entry.Shape, ScalarType.Float64),
        _ => tensor(MemoryMarshal.Cast<byte, long>(bytes).ToArray(), entry.Shape, ScalarType.Int64),
    };

    private static T[] Finite<T>(SafetensorsEntry entry, ReadOnlySpan<byte> bytes) where T : unmanaged, System.Numerics.IFloatingPoint<T>
    {
        T[] values = MemoryMarshal.Cast<byte, T>(bytes).ToArray();
        foreach (var value in values)
        {
            if (!T.IsFinite(value)) throw SafetensorsHeader.Damaged($"has values in {SafetensorsHeader.Quoted(entry.Name)} that are not finite");
        }

        return values;
    }
}
