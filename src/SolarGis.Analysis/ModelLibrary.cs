// SPDX-License-Identifier: MIT
using SolarGis.Models;
using SolarGis.Models.Packages;
using TorchSharp;

namespace SolarGis.Analysis;

/// <summary>The models of this installation, and the few of them that are loaded.</summary>
/// <remarks>
/// Reading a package and checking its numbers takes seconds, so the models used last stay loaded. One thread at a time may use
/// loaded models: loading one may free another.
/// </remarks>
/// <param name="folders">Where packages lie, in order of precedence.</param>
/// <param name="device">Where models run: auto, cpu or cuda:N.</param>
public sealed class ModelLibrary(IReadOnlyList<string> folders, string device) : IDisposable
{
    private const int Kept = 3;

    // Newest last.
    private readonly List<(string Hash, torch.ScalarType Precision, SegmentationModel Model)> _loaded = [];
    private readonly Lazy<torch.Device> _device = new(() => Devices.Parse(device));

    /// <summary>Where models run.</summary>
    /// <exception cref="ModelException">DEVICE_UNKNOWN or DEVICE_MISSING.</exception>
    public torch.Device Device => _device.Value;

    /// <summary>The packages that are in the folders now.</summary>
    public ModelRegistry Registry => new(folders);

    /// <summary>What a model says of itself, without loading it.</summary>
    /// <param name="name">"name" or "name@version"; empty for the default.</param>
    /// <exception cref="ModelException">MODEL_UNKNOWN.</exception>
    public ModelDescription Describe(string name) => Registry.Find(name).Description;

    /// <summary>A loaded model; it stays this library's.</summary>
    /// <param name="name">"name" or "name@version"; empty for the default.</param>
    /// <param name="precision">Float32 or Float64.</param>
    /// <exception cref="ModelException">MODEL_UNKNOWN, MODEL_DAMAGED, MODEL_UNSUPPORTED, DEVICE_UNKNOWN or DEVICE_MISSING.</exception>
    public SegmentationModel Load(string name, torch.ScalarType precision = torch.ScalarType.Float32)
    {
        ModelPackage package = Registry.Find(name);
        int index = _loaded.FindIndex(loaded => loaded.Hash == package.Description.Hash && loaded.Precision == precision);
        var entry = index >= 0 ? _loaded[index] : (package.Description.Hash, precision, package.Load(Device, precision));
        if (index >= 0) _loaded.RemoveAt(index);
        _loaded.Add(entry);
        if (_loaded.Count > Kept)
        {
            _loaded[0].Model.Dispose();
            _loaded.RemoveAt(0);
        }
        return entry.Item3;
    }

    /// <summary>Frees the loaded models.</summary>
    public void Dispose()
    {
        foreach (var loaded in _loaded) loaded.Model.Dispose();
        _loaded.Clear();
    }
}
