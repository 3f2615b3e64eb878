// SPDX-License-Identifier: MIT
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Google.Protobuf;
using SolarGis.V1;

namespace SolarGis.Server.Tests.Client;

/// <summary>What the scripted server does and what it saw.</summary>
internal sealed class Script
{
    public ConcurrentQueue<string> Authorizations { get; } = new();

    /// <summary>Watches that break after their first message.</summary>
    public int BrokenWatches { get; set; }

    /// <summary>Sequence numbers that watches were entered with.</summary>
    public ConcurrentQueue<ulong> WatchedAfter { get; } = new();

    /// <summary>When true, the job ends only by a cancel.</summary>
    public bool EndsByCancelAlone { get; set; }

    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Job.Types.State FinalState { get; set; } = Job.Types.State.Succeeded;

    public string FinalMessage { get; set; } = "Done.";

    public byte[] Content { get; } = [.. Enumerable.Range(0, 1_300_000).Select(i => (byte)(i * 31 >> 3))];

    /// <summary>Downloads that break after one chunk.</summary>
    public int BrokenDownloads { get; set; }

    /// <summary>Downloads whose bytes are wrong.</summary>
    public int DamagedDownloads { get; set; }

    public ConcurrentQueue<ulong> DownloadOffsets { get; } = new();

    public string ArtifactName { get; set; } = "probability.tif";

    public SubmitRequest? Submitted { get; set; }

    public Artifact Artifact => new()
    {
        Name = ArtifactName,
        Role = "probability",
        Size = (ulong)Content.Length,
        Sha256 = ByteString.CopyFrom(SHA256.HashData(Content)),
        Title = "Probability",
    };

    /// <summary>Bytes of the upload so far.</summary>
    public MemoryStream Received { get; } = new();

    /// <summary>Chunks that are answered UNAVAILABLE before they are stored.</summary>
    public int LostChunks { get; set; }

    public BeginUploadRequest? Begun { get; set; }

    public int Chunks { get; set; }

    public ulong UploadLimit { get; set; } = 1 << 30;
}
