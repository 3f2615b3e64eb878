// SPDX-License-Identifier: MIT
using System.Text.Json;

namespace SolarGis.Training.Fitting;

/// <summary>What a training did and how its result scores.</summary>
public sealed record TrainingReport
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    /// <summary>Decided everything random.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Optimiser steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Simulated training scenes seen.</summary>
    public required int Scenes { get; init; }

    /// <summary>Trainable numbers.</summary>
    public required long Parameters { get; init; }

    /// <summary>Seconds of this run (a resumed run counts from its resumption).</summary>
    public required double Seconds { get; init; }

    /// <summary>What the outlines were.</summary>
    public required string Outlines { get; init; }

    /// <summary>Progress at every measurement.</summary>
    public required IReadOnlyList<TrainingProgress> History { get; init; }

    /// <summary>Scores of the result on the held-out scenes.</summary>
    public required EvaluationScores HeldOut { get; init; }

    /// <summary>The report as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, s_json);
}
