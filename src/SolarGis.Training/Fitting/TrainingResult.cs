// SPDX-License-Identifier: MIT
using SolarGis.Models.UNet;

namespace SolarGis.Training.Fitting;

/// <summary>A trained network and how it came about; disposing frees the network.</summary>
/// <param name="Network">The averaged network, in evaluation mode.</param>
/// <param name="Report">What was done and measured.</param>
public sealed record TrainingResult(UNetModule Network, TrainingReport Report) : IDisposable
{
    /// <summary>Frees the network.</summary>
    public void Dispose() => Network.Dispose();
}
