// SPDX-License-Identifier: MIT
namespace SolarGis.Analysis;

/// <summary>A segmentation in numbers: the message's summary and summary.json.</summary>
public sealed record SegmentationSummary
{
    /// <summary>"segmentation".</summary>
    public string Kind { get; } = "segmentation";

    /// <summary>The job.</summary>
    public required string Job { get; init; }

    /// <summary>Name and version of the model.</summary>
    public required string Model { get; init; }

    /// <summary>SHA-256 of its weights.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>How the numbers were computed.</summary>
    public required string Execution { get; init; }

    /// <summary>Names of the image's files.</summary>
    public required IReadOnlyList<string> Image { get; init; }

    /// <summary>Day of acquisition, where known.</summary>
    public string? ImageDate { get; init; }

    /// <summary>What pixel values were multiplied with.</summary>
    public required double Scale { get; init; }

    /// <summary>What was added after that.</summary>
    public required double Offset { get; init; }

    /// <summary>Where scale and offset come from: metadata, request or assumed.</summary>
    public required string RadiometrySource { get; init; }

    /// <summary>Column, row, width and height on the image's grid.</summary>
    public required IReadOnlyList<int> Window { get; init; }

    /// <summary>Pixels that got a probability.</summary>
    public required long ValidPixels { get; init; }

    /// <summary>Forward passes.</summary>
    public required int Forwards { get; init; }

    /// <summary>The candidates.</summary>
    public required CandidateTotals Candidates { get; init; }

    /// <summary>Wall time of the model and of reading beside it, seconds.</summary>
    public required double SegmentingSeconds { get; init; }

    /// <summary>Plain sentences about the run.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
