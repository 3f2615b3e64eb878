// SPDX-License-Identifier: MIT
using TorchSharp;

namespace SolarGis.Models.UNet;

internal static class ActivationVisitorExtensions
{
    /// <summary>Shows an activation to the visitor, where there is one.</summary>
    public static torch.Tensor Show(this IActivationVisitor? visitor, Layer layer, torch.Tensor input, torch.Tensor output) =>
        visitor is null ? output : visitor.Visit(layer, input, output);
}
