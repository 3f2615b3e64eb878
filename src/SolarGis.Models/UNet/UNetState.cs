// SPDX-License-Identifier: MIT
using static TorchSharp.torch;

namespace SolarGis.Models.UNet;

/// <summary>The named parameters and running statistics of a U-Net: what a package's weights hold.</summary>
public static class UNetState
{
    /// <summary>The values of a module by name, as copies on the CPU in the caller's dispose scope.</summary>
    public static IReadOnlyDictionary<string, Tensor> Of(UNetModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        using var scope = NewDisposeScope();
        return module.state_dict().ToDictionary(
            entry => entry.Key,
            entry => entry.Value.detach().to(CPU, copy: true).MoveToOuterDisposeScope());
    }

    /// <summary>Copies values into a module; every name and shape must match.</summary>
    /// <exception cref="ModelException">MODEL_DAMAGED: a tensor is missing, unknown or of another shape.</exception>
    public static void Load(UNetModule module, IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(state);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var own = module.state_dict();
        // Counts batches for a momentum that is not used; files from elsewhere may leave it out.
        var missing = own.Keys.Where(name => !state.ContainsKey(name) && !name.EndsWith("num_batches_tracked", StringComparison.Ordinal)).ToList();
        if (missing.Count > 0) throw Damaged($"lack {missing.Count} tensors, such as {missing[0]}");
        foreach ((string name, var value) in state)
        {
            if (!own.TryGetValue(name, out var target)) throw Damaged($"hold {name}, which the network does not have");
            if (!target.shape.SequenceEqual(value.shape))
                throw Damaged($"hold {name} as {Shape(value)} where the network has {Shape(target)}");
            target.copy_(value);
        }
    }

    /// <summary>Merges every batch normalisation into the convolution before it (computed in float64).</summary>
    /// <returns>The same network without batch normalisation, and its values, in the caller's dispose scope.</returns>
    /// <exception cref="ModelException">MODEL_DAMAGED: a tensor is missing.</exception>
    public static (UNetConfiguration Configuration, IReadOnlyDictionary<string, Tensor> State) FoldBatchNorm(
        UNetConfiguration configuration, IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(state);
        const double epsilon = 1e-5; // BatchNorm2d's default, which UNetModule keeps
        using var scope = NewDisposeScope();
        var folded = state.Where(entry => !entry.Key.Contains(".bn", StringComparison.Ordinal)).ToDictionary(
            entry => entry.Key, entry => entry.Value.to(ScalarType.Float64, copy: true));
        foreach (var layer in configuration.Layers.Where(layer => layer.Kind == LayerKind.BatchNorm))
        {
            string convolution = layer.Name.Replace(".bn", ".conv", StringComparison.Ordinal);
            var scale = Value(layer.Name + ".weight") / (Value(layer.Name + ".running_var") + epsilon).sqrt();
            folded[convolution + ".weight"] = Value(convolution + ".weight") * scale.reshape(-1, 1, 1, 1);
            folded[convolution + ".bias"] = Value(layer.Name + ".bias") - Value(layer.Name + ".running_mean") * scale;
        }

        foreach (var value in folded.Values) value.MoveToOuterDisposeScope();
        return (configuration with { BatchNorm = false }, folded);

        Tensor Value(string name) => state.TryGetValue(name, out var value)
            ? value.to(ScalarType.Float64)
            : throw Damaged($"lack {name}");
    }

    private static string Shape(Tensor tensor) => string.Join("x", tensor.shape);

    private static ModelException Damaged(string what) =>
        new("MODEL_DAMAGED", $"The model's weights {what}; get the model again.");
}
