// SPDX-License-Identifier: MIT
namespace SolarGis.Jobs;

/// <summary>A job that someone asks for.</summary>
/// <param name="Id">Chosen by the client; see <see cref="Identifier"/>.</param>
/// <param name="Title">Shown in lists.</param>
/// <param name="Kind">The kind of work.</param>
/// <param name="Request">Canonical bytes of the request: equal requests have equal bytes.</param>
public sealed record NewJob(string Id, string Title, string Kind, ReadOnlyMemory<byte> Request);
