// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Baselines;
using SolarGis.Attribution.Targets;
using SolarGis.Imagery;

namespace SolarGis.Analysis;

/// <summary>What an explanation needs to know.</summary>
/// <param name="JobId">Quoted in every file.</param>
/// <param name="Image">The image.</param>
/// <param name="Model">"name" or "name@version"; empty for the default.</param>
/// <param name="Subjects">What is explained, each on its own; at least one.</param>
/// <param name="Methods">How each of them is explained; at least one.</param>
/// <param name="Policy">What may be opened, and how much.</param>
public sealed record ExplanationInput(
    string JobId, ImageRequest Image, string Model, IReadOnlyList<ExplanationSubject> Subjects, IReadOnlyList<MethodChoice> Methods, ReadPolicy Policy)
{
    /// <summary>Logit or probability.</summary>
    public TargetOutput Output { get; init; } = TargetOutput.Logit;

    /// <summary>Mean or sum over the polygon's pixels.</summary>
    public TargetReduction Reduction { get; init; } = TargetReduction.Mean;

    /// <summary>What the polygon is compared with.</summary>
    public IBaseline Baseline { get; init; } = BaselineNames.Get(null);

    /// <summary>Computes on the whole patch instead of the receptive-field crop.</summary>
    public bool FullPatch { get; init; }

    /// <summary>Computes in float64.</summary>
    public bool DoublePrecision { get; init; }
}
