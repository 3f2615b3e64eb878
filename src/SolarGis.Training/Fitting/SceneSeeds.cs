// SPDX-License-Identifier: MIT
namespace SolarGis.Training.Fitting;

/// <summary>Keeps the scenes that a model is trained on and the scenes that it is measured on apart.</summary>
public static class SceneSeeds
{
    private const ulong HeldOutMark = 1UL << 63;

    /// <summary>Seed of a training scene: the highest bit is never set.</summary>
    public static ulong Training(ulong seed, int index) => ((seed << 32) + (uint)index) & ~HeldOutMark;

    /// <summary>Seed of a held-out scene, the same for every training: the highest bit is always set.</summary>
    public static ulong HeldOut(int index) => HeldOutMark | (uint)index;
}
