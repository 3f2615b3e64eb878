// SPDX-License-Identifier: MIT
namespace SolarGis.Attribution.Targets;

/// <summary>The model output that a target is made of.</summary>
public enum TargetOutput
{
    /// <summary>The network's output before the sigmoid: additive, does not saturate.</summary>
    Logit,

    /// <summary>The sigmoid of the logit, 0 to 1: gradients vanish where the model is sure.</summary>
    Probability,
}
