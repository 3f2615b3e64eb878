// SPDX-License-Identifier: MIT
namespace SolarGis.Models.UNet;

/// <summary>What a layer computes.</summary>
public enum LayerKind
{
    /// <summary>A convolution, with its bias.</summary>
    Convolution,

    /// <summary>A batch normalisation; absent where it was folded into the convolution before it.</summary>
    BatchNorm,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>The maximum over 2x2 pixels, halving both edges.</summary>
    MaxPool,

    /// <summary>Bilinear interpolation that doubles both edges (half-pixel centres).</summary>
    Upsample,

    /// <summary>The upsampled channels followed by the encoder's of the same resolution.</summary>
    Concatenation,
}
