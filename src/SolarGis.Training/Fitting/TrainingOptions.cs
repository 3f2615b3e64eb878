// SPDX-License-Identifier: MIT
using SolarGis.Training.Simulation;

namespace SolarGis.Training.Fitting;

/// <summary>How a U-Net is trained on simulated scenes.</summary>
public sealed record TrainingOptions
{
    /// <summary>Decides the scenes, the augmentation and the first weights.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Optimiser steps.</summary>
    public int Steps { get; init; } = 1500;

    /// <summary>Crops per step, a multiple of the crops that one scene gives.</summary>
    public int BatchSize { get; init; } = 8;

    /// <summary>Edge of a crop, pixels; a scene is cut into as many as fit.</summary>
    public int CropSize { get; init; } = 128;

    /// <summary>Highest learning rate, reached after the warm-up.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>AdamW's weight decay.</summary>
    public double WeightDecay { get; init; } = 1e-3;

    /// <summary>Steps over which the learning rate rises; afterwards it falls along a cosine to a hundredth.</summary>
    public int WarmUpSteps { get; init; } = 50;

    /// <summary>Decay of the moving average of the weights, which is what is kept.</summary>
    public double AverageDecay { get; init; } = 0.995;

    /// <summary>Channels per level; multiples of 16.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [32, 64, 128];

    /// <summary>What the scenes contain.</summary>
    public SceneOptions Scenes { get; init; } = new();

    /// <summary>Scenes that are never trained on and measure progress.</summary>
    public int HeldOutScenes { get; init; } = 16;

    /// <summary>Steps between two measurements on the held-out scenes.</summary>
    public int ValidateEvery { get; init; } = 250;

    /// <summary>Folder of the checkpoint, which is continued when it is there; null for none.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Steps between two checkpoints.</summary>
    public int CheckpointEvery { get; init; } = 100;

    internal int CropsPerScene => (Scenes.Width / CropSize) * (Scenes.Height / CropSize);

    internal void Validate()
    {
        if (Steps < 1 || ValidateEvery < 1 || CheckpointEvery < 1 || HeldOutScenes < 1)
            throw new ArgumentException("Steps, held-out scenes and the intervals of validation and checkpoints must be at least 1.");
        if (CropSize < 16 || CropsPerScene < 1) throw new ArgumentException("A crop must be at least 16 pixels and no larger than a scene.");
        if (CropSize % (1 << (Widths.Count - 1)) != 0) throw new ArgumentException("The crop size must be a multiple of the network's stride.");
        if (BatchSize < 1 || BatchSize % CropsPerScene != 0)
            throw new ArgumentException($"A scene gives {CropsPerScene} crops, so the batch size must be a multiple of {CropsPerScene}.");
    }
}
