// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Text;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Esri;
using NetTopologySuite.IO.Esri.Dbf.Fields;
using NetTopologySuite.IO.Esri.Shapefiles.Writers;
using SolarGis.Imagery;
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Vectors;
using SolarGis.Segmentation.Polygons;

namespace SolarGis.Segmentation.Output;

/// <summary>Writes candidates as a shapefile: .shp, .shx, .dbf in UTF-8 as .cpg says, and .prj.</summary>
internal static class ShapefileWriter
{
    // .shp comes last: a program that sees it finds the rest.
    private static readonly string[] Extensions = [".shx", ".dbf", ".prj", ".cpg", ".shp"];

    /// <summary>Writes all files in a folder of their own first, and moves them when they are complete.</summary>
    /// <param name="path">Ends in .shp.</param>
    /// <param name="candidates">The rows.</param>
    /// <param name="crs">System of the outlines.</param>
    /// <returns>The files written.</returns>
    public static IReadOnlyList<string> Write(string path, IReadOnlyList<Candidate> candidates, Crs crs)
    {
        string full = Path.GetFullPath(path), folder = Path.GetDirectoryName(full)!, name = Path.GetFileNameWithoutExtension(full);
        string temporary = Path.Combine(folder, $".{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(temporary);
            WriteParts(Path.Combine(temporary, name), candidates, CrsFactory.ToEsriWkt(crs));
            List<string> written = [];
            foreach (string extension in Extensions)
            {
                string part = Path.Combine(folder, name + extension);
                File.Move(Path.Combine(temporary, name + extension), part, overwrite: true);
                written.Add(part);
            }
            return written;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ImageryException("OUTPUT_UNWRITABLE",
                $"{path} cannot be written; check free disk space, the folder's permissions, and that no program holds the file open.", error);
        }
        finally
        {
            if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
        }
    }

    private static void WriteParts(string stem, IReadOnlyList<Candidate> candidates, string projection)
    {
        DbfField[] fields = [.. CandidateSchema.Columns.Select(ToField)];
        var options = new ShapefileWriterOptions(ShapeType.Polygon, fields) { Encoding = Encoding.UTF8, Projection = projection };
        using (var writer = new ShapefilePolygonWriter(stem, options))
            foreach (Candidate candidate in candidates)
            {
                for (int i = 0; i < fields.Length; i++) fields[i].Value = ToValue(CandidateSchema.Columns[i], candidate);
                writer.Geometry = Oriented(candidate.Outline);
                writer.Write();
            }
        if (candidates.Count == 0) WriteEmptyHeaders(stem);
        // Five letters that every reader knows, whatever the library makes of the encoding's name.
        File.WriteAllText(stem + ".cpg", "UTF-8", new ASCIIEncoding());
        if (!File.Exists(stem + ".prj")) File.WriteAllText(stem + ".prj", projection, new ASCIIEncoding());
    }

    // The library writes the headers with the first record; a file without any would be unreadable.
    private static void WriteEmptyHeaders(string stem)
    {
        const int Bytes = 100, FileCode = 9994, Version = 1000;
        byte[] header = new byte[Bytes];
        BinaryPrimitives.WriteInt32BigEndian(header, FileCode);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(24), Bytes / 2);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), Version);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(32), (int)ShapeType.Polygon);
        File.WriteAllBytes(stem + ".shp", header);
        File.WriteAllBytes(stem + ".shx", header);
    }

    private static DbfField ToField(CandidateColumn column) => column.Kind switch
    {
        FieldKind.Text => new DbfCharacterField(column.Name, column.Width),
        FieldKind.Real => new DbfNumericDoubleField(column.Name, column.Width, column.Decimals),
        FieldKind.Date => new DbfDateField(column.Name),
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    private static object? ToValue(CandidateColumn column, Candidate candidate) => column.Value(candidate) switch
    {
        string text => Shorten(text, column.Width),
        DateOnly date => date.ToDateTime(TimeOnly.MinValue),
        object value => value,
        null => null,
    };

    // Whole characters that fit the column's bytes.
    private static string Shorten(string text, int bytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= bytes) return text;
        int used = 0, length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += rune.Utf8SequenceLength;
            if (used > bytes) break;
            length += rune.Utf16SequenceLength;
        }
        return text[..length];
    }

    // The format tells outer rings from holes by their direction: clockwise outside.
    private static MultiPolygon Oriented(Polygon outline)
    {
        Polygon copy = (Polygon)outline.Copy();
        copy.Normalize();
        return outline.Factory.CreateMultiPolygon([copy]);
    }
}
