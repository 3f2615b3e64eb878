// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.Json.Nodes;
using SolarGis.Imagery.Vectors;
using SolarGis.V1;
using Spectre.Console;

namespace SolarGis.Server.Commands.Output;

/// <summary>The candidates of a run, read from the file that was downloaded.</summary>
/// <param name="Rows">One per candidate, in the file's order.</param>
internal sealed record CandidateTable(IReadOnlyList<CandidateRow> Rows)
{
    private const int Shown = 15;

    /// <summary>Reads the candidates of a finished job; null when it left none.</summary>
    public static CandidateTable? Of(Job job, string folder)
    {
        Artifact? file = job.Artifacts.FirstOrDefault(a => a.Role == "candidates");
        return file is null ? null : Read(Path.Combine(folder, file.Name));
    }

    /// <summary>Reads a file of candidates.</summary>
    public static CandidateTable Read(string path)
    {
        FeatureLayer layer = VectorFile.Read(path);
        List<string> names = [.. layer.Fields.Select(f => f.Name)];
        object? Value(Feature feature, string name) => names.IndexOf(name) is >= 0 and int i ? feature.Values[i] : null;
        double Number(Feature feature, string name) => Convert.ToDouble(Value(feature, name) ?? double.NaN, CultureInfo.InvariantCulture);
        return new CandidateTable([.. layer.Features.Select((f, i) => new CandidateRow(
            i + 1, Value(f, "site_id")?.ToString() ?? "", Number(f, "p_mean"), Number(f, "p_max"), Number(f, "area_ha"), Number(f, "mw_dc"),
            Value(f, "suspect")?.ToString() ?? "", f.Geometry))]);
    }

    /// <summary>The largest and most probable first.</summary>
    public IEnumerable<CandidateRow> Ranked => Rows.OrderByDescending(r => r.AreaHa * r.MeanProbability);

    /// <summary>Prints the first ones as a table.</summary>
    public void Show(Reporter reporter)
    {
        if (Rows.Count == 0)
        {
            reporter.Line("No candidates: nothing in the region reached the threshold. A lower --threshold shows weaker ones.");
            return;
        }
        var table = new Table().Border(TableBorder.Rounded).Title($"{Rows.Count} candidate{(Rows.Count == 1 ? "" : "s")}, {Rows.Sum(r => r.AreaHa).ToString("0.00", CultureInfo.InvariantCulture)} ha");
        foreach (string heading in (string[])["no.", "site", "area (ha)", "MW dc", "mean prob.", "max prob.", "look twice"])
            table.AddColumn(heading is "site" or "look twice" ? new TableColumn(heading) : new TableColumn(heading).RightAligned());
        foreach (CandidateRow row in Ranked.Take(Shown))
            table.AddRow(
                row.Number.ToString(CultureInfo.InvariantCulture), Markup.Escape(row.SiteId), Text(row.AreaHa, "0.00"), Text(row.Megawatts, "0.00"),
                Text(row.MeanProbability, "0.000"), Text(row.MaximumProbability, "0.000"), Markup.Escape(row.Suspect));
        if (Rows.Count > Shown) table.Caption($"the {Shown} first by area and probability; all are in the files");
        reporter.Show(table);
    }

    /// <summary>All candidates for --json.</summary>
    public JsonArray ToJson() => new([.. Rows.Select(r => new JsonObject
    {
        ["number"] = r.Number,
        ["site_id"] = r.SiteId,
        ["p_mean"] = Finite(r.MeanProbability),
        ["p_max"] = Finite(r.MaximumProbability),
        ["area_ha"] = Finite(r.AreaHa),
        ["mw_dc"] = Finite(r.Megawatts),
        ["suspect"] = r.Suspect,
    })]);

    private static JsonNode? Finite(double value) => double.IsFinite(value) ? value : null;

    private static string Text(double value, string format) => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "";
}
