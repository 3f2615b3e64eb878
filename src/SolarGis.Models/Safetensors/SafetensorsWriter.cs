// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace SolarGis.Models.Safetensors;

/// <summary>Writes the safetensors format; the same tensors always give the same bytes.</summary>
public static class SafetensorsWriter
{
    /// <summary>Writes named tensors.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">Float32, float64 or int64 tensors, finite, on any device.</param>
    /// <param name="metadata">Named texts; null for none.</param>
    /// <exception cref="ModelException">MODEL_UNSUPPORTED: another type; MODEL_DAMAGED: a value is not finite.</exception>
    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        using var scope = NewDisposeScope();
        // Wider types first, so that each tensor starts at a multiple of its values' size.
        var ordered = tensors.OrderByDescending(entry => entry.Value.ElementSize).ThenBy(entry => entry.Key, StringComparer.Ordinal).ToList();
        byte[] header = Header(ordered, metadata);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach ((string name, var value) in ordered)
        {
            var plain = value.detach().cpu().contiguous();
            if (plain.is_floating_point() && !plain.isfinite().all().item<bool>())
                throw new ModelException("MODEL_DAMAGED", $"The model's {SafetensorsHeader.Quoted(name)} has values that are not finite, so it is not saved; train it again.");
            stream.Write(plain.bytes);
        }
    }

    private static byte[] Header(List<KeyValuePair<string, Tensor>> ordered, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is not null)
            {
                json.WriteStartObject("__metadata__");
                foreach ((string name, string text) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal)) json.WriteString(name, text);
                json.WriteEndObject();
            }

            long offset = 0;
            foreach ((string name, var value) in ordered) offset = WriteEntry(json, name, value, offset);
            json.WriteEndObject();
        }

        while (buffer.Length % 8 != 0) buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static long WriteEntry(Utf8JsonWriter json, string name, Tensor value, long offset)
    {
        long end = offset + value.numel() * value.ElementSize;
        json.WriteStartObject(name);
        json.WriteString("dtype", value.dtype switch
        {
            ScalarType.Float32 => "F32",
            ScalarType.Float64 => "F64",
            ScalarType.Int64 => "I64",
            var other => throw new ModelException("MODEL_UNSUPPORTED", $"Tensors of type {other} are not written; {SafetensorsHeader.Quoted(name)} is one."),
        });
        json.WriteStartArray("shape");
        foreach (long edge in value.shape) json.WriteNumberValue(edge);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }
}
