// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace SolarGis.Testing;

/// <summary>An array of NumPy: its shape and its values in C order, whatever their type was, as doubles.</summary>
public sealed partial record NumpyFile(long[] Shape, double[] Values)
{
    /// <summary>The values as whole numbers.</summary>
    public int[] Integers => [.. Values.Select(value => (int)value)];

    /// <summary>The values as float32.</summary>
    public float[] Floats => [.. Values.Select(value => (float)value)];

    /// <summary>Reads one .npy file.</summary>
    public static NumpyFile Load(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream);
    }

    /// <summary>Reads every array of an .npz archive, by name without ".npy".</summary>
    public static IReadOnlyDictionary<string, NumpyFile> LoadArchive(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        var arrays = new Dictionary<string, NumpyFile>();
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            arrays[entry.FullName[..^".npy".Length]] = Read(stream);
        }

        return arrays;
    }

    /// <summary>Reads one array in the .npy format (versions 1 to 3, little-endian, C order).</summary>
    public static NumpyFile Read(Stream stream)
    {
        Span<byte> start = stackalloc byte[8];
        stream.ReadExactly(start);
        if (start[0] != 0x93 || !start[1..6].SequenceEqual("NUMPY"u8))
            throw new InvalidDataException("This is no .npy file.");
        Span<byte> size = stackalloc byte[start[6] == 1 ? 2 : 4];
        stream.ReadExactly(size);
        var length = size.Length == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(size) : BinaryPrimitives.ReadInt32LittleEndian(size);
        var text = new byte[length];
        stream.ReadExactly(text);
        var header = Encoding.Latin1.GetString(text);
        if (header.Contains("'fortran_order': True", StringComparison.Ordinal))
            throw new InvalidDataException("Arrays in Fortran order are not read.");
        long[] shape = [.. Number().Matches(Shaped().Match(header).Groups[1].Value)
            .Select(match => long.Parse(match.Value, CultureInfo.InvariantCulture))];
        using var data = new MemoryStream();
        stream.CopyTo(data);
        var bytes = data.ToArray();
        double[] values = Described().Match(header).Groups[1].Value switch
        {
            "<f8" => MemoryMarshal.Cast<byte, double>(bytes).ToArray(),
            "<f4" => Convert<float>(bytes),
            "<i8" => Convert<long>(bytes),
            "<i4" => Convert<int>(bytes),
            "|u1" or "|b1" => Convert<byte>(bytes),
            var type => throw new InvalidDataException($"Arrays of type {type} are not read."),
        };
        return values.LongLength == shape.Aggregate(1L, (product, edge) => product * edge)
            ? new(shape, values)
            : throw new InvalidDataException("The array is shorter or longer than its shape says.");
    }

    static double[] Convert<T>(byte[] bytes) where T : unmanaged, System.Numerics.INumberBase<T>
    {
        var typed = MemoryMarshal.Cast<byte, T>(bytes);
        var values = new double[typed.Length];
        for (var i = 0; i < values.Length; i++) values[i] = double.CreateChecked(typed[i]);
        return values;
    }

    [GeneratedRegex(@"'descr':\s*'([^']+)'")]
    private static partial Regex Described();

    [GeneratedRegex(@"'shape':\s*\(([^)]*)\)")]
    private static partial Regex Shaped();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
