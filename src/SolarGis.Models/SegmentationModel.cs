// SPDX-License-Identifier: MIT
using TorchSharp;

namespace SolarGis.Models;

/// <summary>A loaded model: reflectance patches in, logits out. Normalisation happens inside.</summary>
/// <remarks>
/// Thread-safe for concurrent calls on frozen weights. Tensor work must stay on one thread from start to end
/// (dispose scopes and gradient modes are thread-bound): never call it across an await.
/// </remarks>
public abstract class SegmentationModel : IDisposable
{
    /// <summary>What the package says of the model.</summary>
    public abstract ModelDescription Description { get; }

    /// <summary>Where the weights live.</summary>
    public abstract torch.Device Device { get; }

    /// <summary>Float32 or Float64: the precision of weights and of every input.</summary>
    public abstract torch.ScalarType Precision { get; }

    /// <summary>Whether gradients flow to the input (false for forward-only engines).</summary>
    public abstract bool SupportsGradients { get; }

    /// <summary>How the numbers are computed, for the certificate: for example "libtorch 2.10 cpu float32, oneDNN off (self-check)".</summary>
    public abstract string Execution { get; }

    /// <summary>Computes logits.</summary>
    /// <param name="patch">[N, bands, H, W] reflectance on <see cref="Device"/> in <see cref="Precision"/>; H and W multiples of the stride.</param>
    /// <returns>[N, 1, H, W] logits, in the caller's dispose scope; gradients flow to <paramref name="patch"/> where it asks for them.</returns>
    public abstract torch.Tensor Logits(torch.Tensor patch);

    /// <summary>Frees the weights.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the weights.</summary>
    protected abstract void Dispose(bool disposing);
}
