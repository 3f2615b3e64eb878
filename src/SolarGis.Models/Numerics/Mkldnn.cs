// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using TorchSharp;

namespace SolarGis.Models.Numerics;

/// <summary>
/// libtorch's switch for oneDNN (formerly MKL-DNN), which computes its convolutions on a CPU. Some builds compute them wrongly on
/// some processors when a channel count is not a multiple of 16, forward or backward, by 20 % and more.
/// </summary>
/// <remarks>
/// The switch holds for the whole process, so it is held off by leases: it is off while there is at least one, and on again
/// once the last was disposed of. A model that was checked while it was off takes a lease of its own. TorchSharp does not expose the switch;
/// the C++ symbols are called directly, which works on Linux only.
/// </remarks>
public static partial class Mkldnn
{
    private static readonly Lock Gate = new();
    private static int _leases;

    /// <summary>Whether this system lets the switch be moved.</summary>
    public static bool IsSwitchable { get; } = Probe();

    /// <summary>Whether convolutions on the CPU go through oneDNN.</summary>
    public static bool IsEnabled => !IsSwitchable || IsUserEnabled(GlobalContext()) != 0;

    /// <summary>Switches oneDNN off until the lease is disposed of.</summary>
    /// <exception cref="PlatformNotSupportedException">The switch cannot be moved here.</exception>
    public static IDisposable Suspend()
    {
        if (!IsSwitchable) throw new PlatformNotSupportedException("oneDNN cannot be switched off on this system.");
        lock (Gate)
        {
            if (_leases++ == 0) SetUserEnabled(GlobalContext(), 0);
        }

        return new Lease();
    }

    private static void Release()
    {
        lock (Gate)
        {
            if (--_leases == 0) SetUserEnabled(GlobalContext(), 1);
        }
    }

    private static bool Probe()
    {
        if (!OperatingSystem.IsLinux()) return false;
        try
        {
            torch.zeros(1).Dispose(); // loads libtorch, whose symbols are asked for next
            var context = GlobalContext();
            // NNPACK takes over some convolutions where oneDNN does not; it warns on every call where it cannot run.
            SetUserEnabledNnpack(context, 0);
            return IsUserEnabled(context) != 0;
        }
        catch (Exception error) when (error is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("torch_cpu", EntryPoint = "_ZN2at13globalContextEv")]
    private static partial nint GlobalContext();

    [LibraryImport("torch_cpu", EntryPoint = "_ZN2at7Context20setUserEnabledMkldnnEb")]
    private static partial void SetUserEnabled(nint context, byte enabled);

    [LibraryImport("torch_cpu", EntryPoint = "_ZNK2at7Context17userEnabledMkldnnEv")]
    private static partial byte IsUserEnabled(nint context);

    [LibraryImport("torch_cpu", EntryPoint = "_ZN2at7Context20setUserEnabledNNPACKEb")]
    private static partial void SetUserEnabledNnpack(nint context, byte enabled);

    private sealed class Lease : IDisposable
    {
        private int _isReleased;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isReleased, 1) == 0) Release();
        }
    }
}
