// SPDX-License-Identifier: MIT
namespace SolarGis.Training.Fitting;

/// <summary>How far a training is.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Loss">Mean loss since the last report.</param>
/// <param name="LearningRate">Learning rate of the step.</param>
/// <param name="HeldOut">Scores on the held-out scenes where they were just measured.</param>
public sealed record TrainingProgress(int Step, int Steps, double Loss, double LearningRate, EvaluationScores? HeldOut);
