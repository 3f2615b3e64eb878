// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using TorchSharp;

namespace SolarGis.Attribution.Tests.Support;

/// <summary>oneDNN computes convolutions of width 8 wrongly on some processors; the reference networks have that width.</summary>
static partial class OneDnn
{
    public static void SwitchOff()
    {
        if (!OperatingSystem.IsLinux()) return;
        // Loads libtorch before its symbols are asked for.
        torch.zeros(1).Dispose();
        Set(Context(), 0);
    }

    [LibraryImport("torch_cpu", EntryPoint = "_ZN2at13globalContextEv")]
    private static partial nint Context();

    [LibraryImport("torch_cpu", EntryPoint = "_ZN2at7Context20setUserEnabledMkldnnEb")]
    private static partial void Set(nint context, byte enabled);
}
