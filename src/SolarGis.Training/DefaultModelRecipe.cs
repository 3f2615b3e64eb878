// SPDX-License-Identifier: MIT
using SolarGis.Models;
using SolarGis.Models.Packages;
using SolarGis.Training.Fitting;
using SolarGis.Training.Simulation;

namespace SolarGis.Training;

/// <summary>How the bundled model was made: "solargis train" with nothing else repeats it.</summary>
public static class DefaultModelRecipe
{
    /// <summary>Name and version of the bundled model.</summary>
    public const string Name = "solar-unet", Version = "0.1.0";

    /// <summary>What nobody may miss.</summary>
    public const string Caution =
        "Real-scene accuracy unmeasured; trained on simulated scenes only: train on your own labels for production.";

    /// <summary>Every setting of the training.</summary>
    public static TrainingOptions Options { get; } = new()
    {
        Seed = 1,
        Steps = 900,
        WarmUpSteps = 40,
        LearningRate = 3e-3,
        AverageDecay = 0.99,
        HeldOutScenes = 24,
        ValidateEvery = 150,
        CheckpointEvery = 50,
    };

    /// <summary>What model.json says of a training on simulated scenes.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="version">Version of the model.</param>
    /// <param name="report">What was done and measured.</param>
    public static ModelManifest Describe(string name, string version, TrainingReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        EvaluationScores scores = report.HeldOut;
        string on = $"{scores.Scenes} held-out simulated scenes of 256 x 256 pixels, threshold {scores.Threshold}";
        return new()
        {
            Name = name,
            Version = version,
            Summary = Caution,
            Licence = "MIT",
            Bands = [.. MaterialLibrary.Bands.Select((band, i) => new ModelBand(band, MaterialLibrary.Wavelengths[i], 0, 1))],
            TrainingData = $"{report.Scenes} simulated scenes (seed {report.Seed}, {report.Steps} steps); outlines: {report.Outlines}; "
                + "panel spectra inside published intervals of real plants, backgrounds and confusers from published and textbook spectra.",
            Scores =
            [
                new("pixel IoU", Round(scores.PixelIoU), on),
                new("pixel precision", Round(scores.PixelPrecision), on),
                new("pixel recall", Round(scores.PixelRecall), on),
                new("false-positive rate of pixels", Round(scores.FalsePositiveRate), on),
                new("farms found (half their pixels)", Round(scores.ObjectRecall), on),
                new("precision of objects of 0.25 ha and more", Round(scores.ObjectPrecision), on),
            ],
        };
    }

    private static double Round(double value) => Math.Round(value, 4);
}
