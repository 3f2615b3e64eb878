// SPDX-License-Identifier: MIT
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using SolarGis.V1;

namespace SolarGis.Server.Commands.Output;

/// <summary>Messages of the contract as the JSON that --json prints: the contract's own field names.</summary>
internal static class ProtoJson
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true).WithFormatDefaultValues(true));

    public static JsonNode ToJson(this IMessage message) => JsonNode.Parse(Formatter.Format(message))!;

    public static JsonArray ToJson(this IEnumerable<IMessage> messages) => new([.. messages.Select(ToJson)]);

    /// <summary>A job with its summary as JSON of its own, lower-case states and hexadecimal hashes.</summary>
    public static JsonObject ToJson(this Job job)
    {
        var json = (JsonObject)ToJson((IMessage)job);
        json.Remove("summary_json");
        json["state"] = job.State.ToWord();
        json["artifacts"] = new JsonArray([.. job.Artifacts.Select(a => new JsonObject
        {
            ["name"] = a.Name,
            ["role"] = a.Role,
            ["media_type"] = a.MediaType,
            ["size"] = a.Size,
            ["sha256"] = Convert.ToHexStringLower(a.Sha256.Span),
            ["title"] = a.Title,
        })]);
        json["summary"] = Parse(job.SummaryJson);
        return json;
    }

    /// <summary>"queued", "running", "succeeded" and so on.</summary>
    public static string ToWord(this Job.Types.State state) => state.ToString().ToLowerInvariant();

    /// <summary>A document, or null where the text is none.</summary>
    public static JsonNode? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
