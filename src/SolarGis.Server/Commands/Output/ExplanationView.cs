// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.Json.Nodes;
using SolarGis.V1;

namespace SolarGis.Server.Commands.Output;

/// <summary>A certificate as lines that a person reads.</summary>
internal static class ExplanationView
{
    public static void Show(Reporter reporter, Job job)
    {
        if (ProtoJson.Parse(job.SummaryJson) is not JsonObject summary)
        {
            reporter.Line(job.Message);
            return;
        }
        Flatten(reporter, summary, "  ");
    }

    private static void Flatten(Reporter reporter, JsonObject node, string indent)
    {
        foreach ((string name, JsonNode? value) in node)
        {
            switch (value)
            {
                case null: break;
                case JsonObject inner:
                    reporter.Line($"{indent}{Words(name)}:");
                    Flatten(reporter, inner, indent + "  ");
                    break;
                case JsonArray list:
                    if (list.Count > 0) reporter.Line($"{indent}{Words(name)}: {string.Join(", ", list.Select(Text))}");
                    break;
                default:
                    reporter.Line($"{indent}{Words(name)}: {Text(value)}");
                    break;
            }
        }
    }

    private static string Words(string name) => name.Replace('_', ' ');

    private static string Text(JsonNode? value) => value is JsonValue number && number.TryGetValue(out double x)
        ? x.ToString("0.#####", CultureInfo.InvariantCulture)
        : value?.ToString() ?? "";
}
