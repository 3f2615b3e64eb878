// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.Json.Nodes;
using SolarGis.Attribution.Certificates;
using SolarGis.V1;
using Spectre.Console;

namespace SolarGis.Server.Commands.Output;

/// <summary>Explanations as a table that a person reads; the certificates are in the files.</summary>
internal static class ExplanationView
{
    private const int Shown = 40, BandsShown = 4;

    /// <summary>Prints a finished job's explanations.</summary>
    public static void Show(Reporter reporter, Job job)
    {
        JsonObject[] rows = [.. (ProtoJson.Parse(job.SummaryJson)?["explanations"] as JsonArray ?? []).OfType<JsonObject>()];
        if (rows.Length == 0)
        {
            reporter.Line(job.Message);
            return;
        }
        var table = new Table().Border(TableBorder.Rounded);
        foreach (string heading in (string[])["polygon", "method", "f(x)", "f(baseline)", "gap", "inside", "bands that carry it", "cost"])
            table.AddColumn(heading is "polygon" or "method" or "bands that carry it" or "cost" ? new TableColumn(heading) : new TableColumn(heading).RightAligned());
        Certificate?[] certificates = [.. rows.Select(row => row["certificate"] is { } node ? Certificate.FromJson(node.ToJsonString()) : null)];
        foreach ((JsonObject row, Certificate? certificate) in rows.Zip(certificates).Take(Shown))
        {
            table.AddRow(
                Markup.Escape(Word(row, "name")), Markup.Escape(Word(row, "method_title")), Number(row, "value_at_input", "0.00"), Number(row, "value_at_baseline", "0.00"),
                certificate?.CompletenessGap?.Relative is { } gap ? gap.ToString("0.0 %", CultureInfo.InvariantCulture) : "", Number(row, "share_inside", "0 %"),
                Markup.Escape(Bands(row)), certificate is null ? "" : Cost(certificate));
        }
        if (rows.Length > Shown) table.Caption($"the first {Shown} of {rows.Length}; all are in the files");
        reporter.Show(table);
        if (certificates[0] is { } first)
        {
            reporter.Line($"f is the {first.Target.Reduction} {first.Target.Output} over the polygon's pixels"
                + (first.Target.Output == "logit" ? ", 0 is a probability of one half" : "") + $"; the baseline is {first.Baseline.Name}.");
        }
        foreach (string note in certificates.SelectMany(certificate => certificate?.Notes ?? []).Distinct()) reporter.Line(note);
    }

    private static string Word(JsonObject row, string name) => row[name]?.ToString() ?? "";

    private static string Number(JsonObject row, string name, string format) =>
        row[name] is JsonValue value ? ((double)value).ToString(format, CultureInfo.InvariantCulture) : "";

    private static string Bands(JsonObject row) => row["band_shares"] is not JsonObject shares
        ? ""
        : string.Join(", ", shares.OrderByDescending(band => (double)band.Value!).Take(BandsShown)
            .Select(band => string.Create(CultureInfo.InvariantCulture, $"{band.Key} {(double)band.Value! * 100:0} %")));

    private static string Cost(Certificate certificate) => string.Create(CultureInfo.InvariantCulture,
        $"{certificate.Forwards} forwards{(certificate.Backwards > 0 ? $", {certificate.Backwards} backwards" : "")}, {certificate.Seconds:0.0} s");
}
