// SPDX-License-Identifier: MIT
namespace SolarGis.Training.Fitting;

/// <summary>How a model does on scenes whose farms are known.</summary>
public sealed record EvaluationScores
{
    /// <summary>Scenes measured.</summary>
    public required int Scenes { get; init; }

    /// <summary>Probability from which a pixel counts as found.</summary>
    public required double Threshold { get; init; }

    /// <summary>Intersection over union of farm pixels over all scenes together, 0 to 1.</summary>
    public required double PixelIoU { get; init; }

    /// <summary>Harmonic mean of pixel precision and recall.</summary>
    public required double PixelF1 { get; init; }

    /// <summary>Share of the found pixels that are farm.</summary>
    public required double PixelPrecision { get; init; }

    /// <summary>Share of the farm pixels that were found.</summary>
    public required double PixelRecall { get; init; }

    /// <summary>Share of the pixels outside farms that were found.</summary>
    public required double FalsePositiveRate { get; init; }

    /// <summary>Known farms.</summary>
    public required int Farms { get; init; }

    /// <summary>Share of the farms of which at least half the pixels were found.</summary>
    public required double ObjectRecall { get; init; }

    /// <summary>Share of the found objects (of at least a quarter of a hectare) that lie at least half in farms.</summary>
    public required double ObjectPrecision { get; init; }
}
