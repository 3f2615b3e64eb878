// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Text.Json;

namespace SolarGis.Models.Safetensors;

/// <summary>The header of a safetensors file, checked in full before a byte of data is touched.</summary>
internal sealed class SafetensorsHeader
{
    /// <summary>Far above what a network of ours needs, far below what could exhaust memory.</summary>
    public const int MaximumLength = 4 << 20;

    private const int MaximumTensors = 16384;
    private const int MaximumDimensions = 8;

    private SafetensorsHeader(IReadOnlyList<SafetensorsEntry> entries, IReadOnlyDictionary<string, string> metadata, int dataOffset)
    {
        (Entries, Metadata, DataOffset) = (entries, metadata, dataOffset);
    }

    /// <summary>The tensors in the order of their data.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>Named texts.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Where the data begins in the file.</summary>
    public int DataOffset { get; }

    /// <summary>Reads and checks the header; the data must be covered exactly, without gaps or overlaps.</summary>
    /// <exception cref="ModelException">MODEL_DAMAGED or MODEL_UNSUPPORTED.</exception>
    public static SafetensorsHeader Parse(ReadOnlyMemory<byte> file)
    {
        if (file.Length < 8) throw Damaged("is too short to hold a header");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file.Span);
        if (length is 0 or > MaximumLength) throw Damaged($"announces a header of {length} bytes, where at most {MaximumLength} are read");
        if (length > (ulong)file.Length - 8) throw Damaged("ends inside its header");
        int dataOffset = 8 + (int)length;
        try
        {
            using var json = JsonDocument.Parse(file[8..dataOffset], new() { MaxDepth = 8 });
            var metadata = new Dictionary<string, string>();
            var entries = Entries(json.RootElement, metadata);
            RequireExactCover(entries, file.Length - dataOffset);
            return new(entries, metadata, dataOffset);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw Damaged("has a header that is not readable", error);
        }

        static List<SafetensorsEntry> Entries(JsonElement root, Dictionary<string, string> metadata)
        {
            var names = new HashSet<string>();
            var entries = new List<SafetensorsEntry>();
            foreach (var property in root.EnumerateObject())
            {
                if (!names.Add(property.Name)) throw Damaged($"lists {Quoted(property.Name)} twice");
                if (names.Count > MaximumTensors) throw Damaged($"lists more than {MaximumTensors} tensors");
                if (property.Name == "__metadata__")
                {
                    foreach (var text in property.Value.EnumerateObject()) metadata[text.Name] = text.Value.GetString() ?? "";
                }
                else
                {
                    entries.Add(Entry(property.Name, property.Value));
                }
            }

            return [.. entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End)];
        }
    }

    /// <summary>A sentence for a damaged file.</summary>
    internal static ModelException Damaged(string what, Exception? inner = null) =>
        new("MODEL_DAMAGED", $"The model's weights file {what}; get the model again.", inner);

    /// <summary>A name for a message: never longer than a line.</summary>
    internal static string Quoted(string name) => name.Length <= 80 ? $"\"{name}\"" : $"\"{name[..77]}...\"";

    private static SafetensorsEntry Entry(string name, JsonElement value)
    {
        string type = value.GetProperty("dtype").GetString() ?? "";
        if (type is not ("F32" or "F64" or "I64"))
            throw new ModelException("MODEL_UNSUPPORTED", $"The model's tensor {Quoted(name)} is stored as {Quoted(type)}; only F32, F64 and I64 are read.");
        long[] shape = [.. value.GetProperty("shape").EnumerateArray().Select(edge => edge.GetInt64())];
        long[] offsets = [.. value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
        if (shape.Length > MaximumDimensions || shape.Any(edge => edge < 0)) throw Damaged($"gives {Quoted(name)} a shape that no tensor has");
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] < offsets[0]) throw Damaged($"places {Quoted(name)} nowhere");
        if (ByteCount(shape, type == "F32" ? 4 : 8) != offsets[1] - offsets[0])
            throw Damaged($"holds another number of bytes for {Quoted(name)} than its shape needs");
        return new(name, type, shape, offsets[0], offsets[1]);
    }

    private static long? ByteCount(long[] shape, int size)
    {
        Int128 count = size;
        foreach (long edge in shape)
        {
            count *= edge;
            if (count > long.MaxValue) return null;
        }

        return (long)count;
    }

    private static void RequireExactCover(IReadOnlyList<SafetensorsEntry> entries, long dataLength)
    {
        long end = 0;
        foreach (var entry in entries)
        {
            if (entry.End > dataLength) throw Damaged($"ends before the data of {Quoted(entry.Name)}");
            if (entry.Begin < end) throw Damaged($"places {Quoted(entry.Name)} over the data of another tensor");
            if (entry.Begin > end) throw Damaged($"leaves a gap before the data of {Quoted(entry.Name)}");
            end = entry.End;
        }

        if (end != dataLength) throw Damaged($"has {dataLength - end} bytes that belong to no tensor");
    }
}
