// SPDX-License-Identifier: MIT
namespace SolarGis.Jobs;

/// <summary>A finished file of a job.</summary>
/// <param name="Name">Its file name, unique within the job.</param>
/// <param name="Role">What it is to a client.</param>
/// <param name="MediaType">MIME type.</param>
/// <param name="Title">One line for the analyst.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">SHA-256 of the content, 32 bytes.</param>
public sealed record Artifact(string Name, string Role, string MediaType, string Title, long Size, ReadOnlyMemory<byte> Sha256);
