// SPDX-License-Identifier: MIT
using static TorchSharp.torch;

namespace SolarGis.Training.Fitting;

/// <summary>Binary cross-entropy plus the Dice loss over the whole batch, which keeps rare farms from being ignored.</summary>
internal static class SegmentationLoss
{
    /// <param name="logits">[N, 1, H, W].</param>
    /// <param name="labels">[N, 1, H, W], 0 or 1.</param>
    public static Tensor Of(Tensor logits, Tensor labels)
    {
        Tensor entropy = nn.functional.binary_cross_entropy_with_logits(logits, labels);
        Tensor probability = logits.sigmoid();
        Tensor dice = 1 - (2 * (probability * labels).sum() + 100) / (probability.sum() + labels.sum() + 100);
        return entropy + dice;
    }
}
