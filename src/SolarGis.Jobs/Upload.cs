// SPDX-License-Identifier: MIT
namespace SolarGis.Jobs;

/// <summary>How far an upload is.</summary>
/// <param name="Id">The id that the client chose.</param>
/// <param name="FileName">The client's name for it, for messages.</param>
/// <param name="Size">Bytes in all.</param>
/// <param name="Sha256">SHA-256 of the whole, 32 bytes.</param>
/// <param name="Committed">Bytes that are on disk.</param>
/// <param name="Finished">Whether size and hash were verified.</param>
public sealed record Upload(string Id, string FileName, long Size, ReadOnlyMemory<byte> Sha256, long Committed, bool Finished);
