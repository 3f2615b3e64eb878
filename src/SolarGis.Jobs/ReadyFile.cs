// SPDX-License-Identifier: MIT
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SolarGis.Jobs;

/// <summary>How local clients reach the running server of a data folder. Present while a server accepts calls, mode 0600.</summary>
public sealed record ReadyFile
{
    /// <summary>Address of gRPC over HTTP/2, such as <c>http://127.0.0.1:50071</c>.</summary>
    [JsonPropertyName("grpc")]
    public required string Grpc { get; init; }

    /// <summary>Address of gRPC-Web over HTTP/1.1, such as <c>http://127.0.0.1:50072</c>; with TLS the same as <see cref="Grpc"/>.</summary>
    [JsonPropertyName("grpc_web")]
    public required string GrpcWeb { get; init; }

    /// <summary>The access token, sent as <c>authorization: Bearer TOKEN</c>.</summary>
    [JsonPropertyName("token")]
    public required string Token { get; init; }

    /// <summary>The server's process id; a file whose process is gone is stale.</summary>
    [JsonPropertyName("process_id")]
    public required int ProcessId { get; init; }

    /// <summary>The server's version.</summary>
    [JsonPropertyName("version")]
    public required string Version { get; init; }

    /// <summary>Writes the file under a temporary name, readable by its owner alone, and renames it.</summary>
    public void Write(string path) => PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, ReadyFileJson.Default.ReadyFile));

    /// <summary>Reads the file; null when there is none or it cannot be understood.</summary>
    public static ReadyFile? TryRead(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), ReadyFileJson.Default.ReadyFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(ReadyFile))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class ReadyFileJson : JsonSerializerContext;
