// SPDX-License-Identifier: MIT
using System.Globalization;
using TorchSharp;

namespace SolarGis.Models;

/// <summary>Where tensors live, as settings name it.</summary>
public static class Devices
{
    /// <summary>Reads a setting.</summary>
    /// <param name="setting">"auto" (the first GPU where there is one, else the CPU), "cpu", "cuda" or "cuda:N".</param>
    /// <exception cref="ModelException">DEVICE_UNKNOWN: not a device's name; DEVICE_MISSING: this machine or build has no such GPU.</exception>
    public static torch.Device Parse(string setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        switch (setting.Trim().ToLowerInvariant())
        {
            case "auto":
                return GpuCount() > 0 ? new("cuda:0") : torch.CPU;
            case "cpu":
                return torch.CPU;
            case "cuda":
                return Gpu(0);
            case var name when name.StartsWith("cuda:", StringComparison.Ordinal)
                && int.TryParse(name["cuda:".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int index):
                return Gpu(index);
            default:
                string shown = setting.Length <= 40 ? setting : setting[..40] + "...";
                throw new ModelException("DEVICE_UNKNOWN", $"\"{shown}\" is no device; use auto, cpu or cuda:N.");
        }
    }

    private static torch.Device Gpu(int index)
    {
        int count = GpuCount();
        if (index < count) return new($"cuda:{index}");
        throw new ModelException("DEVICE_MISSING", count > 0
            ? $"There is no GPU number {index}; this machine has {count}, counted from 0. Use auto or cpu, or another number."
            : "No CUDA GPU can be used here: there is none, its driver is missing, or this build is for the CPU. Use auto or cpu.");
    }

    private static int GpuCount() => torch.cuda.is_available() ? torch.cuda.device_count() : 0;
}
