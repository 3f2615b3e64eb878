// SPDX-License-Identifier: MIT
using TorchSharp;

namespace SolarGis.Models.UNet;

/// <summary>Sees every activation of a forward pass in order, and may replace it.</summary>
/// <remarks>
/// This is what methods that need layers build on. Grad-CAM keeps one activation. DeepLift, Guided Backprop and Deconvolution
/// return a fresh leaf (output.detach() that asks for gradients) at each ReLU and max-pool, keep the input and the leaf, and afterwards
/// walk the cuts backwards with input.backward(the leaf's gradient after the method's rule): every user of a leaf is visited later than the
/// leaf, so its gradient is complete when the walk gets there, skip connections included.
/// </remarks>
public interface IActivationVisitor
{
    /// <summary>Called once a layer has been computed.</summary>
    /// <param name="layer">Which one.</param>
    /// <param name="input">[N, C, H, W], its input; of a concatenation the upsampled part.</param>
    /// <param name="output">[N, C, H, W], its output. Both tensors live in the caller's dispose scope.</param>
    /// <returns>What the pass goes on with: <paramref name="output"/>, or a tensor of the same shape in its place.</returns>
    torch.Tensor Visit(Layer layer, torch.Tensor input, torch.Tensor output);
}
