// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text;
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Vectors;

namespace SolarGis.Analysis;

/// <summary>The numbers of every explanation as rows: a layer for the map and a table for a spreadsheet.</summary>
internal static class ExplanationTable
{
    private const string Stem = "explanations";

    /// <summary>Writes explanations.gpkg and explanations.csv.</summary>
    /// <exception cref="Imagery.ImageryException">OUTPUT_UNWRITABLE.</exception>
    public static IReadOnlyList<AnalysisArtifact> Write(string folder, IReadOnlyList<ExplanationRow> rows, Crs crs)
    {
        IReadOnlyList<string> bands = rows[0].Certificate.Bands;
        IReadOnlyList<Field> fields =
        [
            new("site_id", FieldKind.Text), new("method", FieldKind.Text), new("f_x", FieldKind.Real), new("f_baseline", FieldKind.Real),
            new("gap", FieldKind.Real), new("inside", FieldKind.Real), .. bands.Select(band => new Field($"sh_{band}", FieldKind.Real)),
        ];
        IReadOnlyList<Feature> features = [.. rows.Select(row => new Feature(row.Outline, Values(row, bands.Count)))];
        VectorFile.Write(Path.Combine(folder, Stem + ".gpkg"), new(Stem, crs, fields, features));

        var csv = new StringBuilder().AppendJoin(',', fields.Select(field => field.Name)).Append("\r\n");
        foreach (Feature feature in features) csv.AppendJoin(',', feature.Values.Select(Cell)).Append("\r\n");
        File.WriteAllText(Path.Combine(folder, Stem + ".csv"), csv.ToString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        return
        [
            new(Stem + ".gpkg", ArtifactRoles.Explanations, "application/geopackage+sqlite3", "Polygons with their explanations in numbers (GeoPackage)"),
            new(Stem + ".csv", ArtifactRoles.ExplanationTable, "text/csv", "Explanations in numbers (CSV)"),
        ];
    }

    private static IReadOnlyList<object?> Values(ExplanationRow row, int bands) =>
    [
        row.Name, row.Certificate.Method, row.Certificate.ValueAtInput, row.Certificate.ValueAtBaseline,
        row.Certificate.CompletenessGap?.Relative, row.Certificate.ShareInside,
        .. row.Certificate.BandShares?.Cast<object?>() ?? Enumerable.Repeat<object?>(null, bands),
    ];

    private static string Cell(object? value) => value switch
    {
        null => "",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        // A spreadsheet must not take a name for a formula.
        string text when text.Length > 0 && "=+-@".Contains(text[0], StringComparison.Ordinal) => Quote("'" + text),
        _ => Quote(value.ToString()!),
    };

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
