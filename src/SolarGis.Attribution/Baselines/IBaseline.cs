// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Targets;
using TorchSharp;

namespace SolarGis.Attribution.Baselines;

/// <summary>What "the evidence is absent" looks like: the reference patch that an explanation compares with.</summary>
public interface IBaseline
{
    /// <summary>Name, such as "surroundings".</summary>
    string Name { get; }

    /// <summary>Makes the baseline of a patch, always from the whole patch (never from a crop).</summary>
    /// <param name="patch">[bands, H, W] reflectance.</param>
    /// <param name="target">The target that is explained.</param>
    /// <param name="valid">One flag per pixel, [row][column]; null: all are valid.</param>
    /// <returns>[bands, H, W] in the caller's dispose scope, in the patch's type and on its device.</returns>
    torch.Tensor Create(torch.Tensor patch, RegionTarget target, IReadOnlyList<bool>? valid);
}
