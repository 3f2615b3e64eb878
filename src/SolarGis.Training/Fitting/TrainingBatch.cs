// SPDX-License-Identifier: MIT
namespace SolarGis.Training.Fitting;

/// <summary>Crops and their labels.</summary>
/// <param name="Pixels">[crop][band][row][column] reflectance.</param>
/// <param name="Labels">[crop][row][column], 0 or 1.</param>
internal sealed record TrainingBatch(float[] Pixels, float[] Labels);
