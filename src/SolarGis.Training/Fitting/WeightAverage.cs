// SPDX-License-Identifier: MIT
using SolarGis.Models.UNet;
using TorchSharp;
using static TorchSharp.torch;

namespace SolarGis.Training.Fitting;

/// <summary>Exponential moving average of a network's weights and running statistics; steadier than the last step's.</summary>
internal static class WeightAverage
{
    /// <summary>Moves the average towards the network.</summary>
    /// <param name="average">The network that holds the average.</param>
    /// <param name="network">The network that is trained.</param>
    /// <param name="step">Steps done, from 1: the first steps count more, or the random start would stay in for long.</param>
    /// <param name="decay">Share of the average that stays.</param>
    public static void Update(UNetModule average, UNetModule network, int step, double decay)
    {
        using DisposeScope scope = NewDisposeScope();
        using var frozen = no_grad();
        double keep = Math.Min(decay, (1.0 + step) / (10 + step));
        Dictionary<string, Tensor> current = network.state_dict();
        foreach ((string name, Tensor value) in average.state_dict())
        {
            if (value.is_floating_point()) value.lerp_(current[name], 1 - keep);
            else value.copy_(current[name]);
        }
    }
}
