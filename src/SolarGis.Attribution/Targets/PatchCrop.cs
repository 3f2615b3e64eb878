// SPDX-License-Identifier: MIT
using TorchSharp;

namespace SolarGis.Attribution.Targets;

/// <summary>The part of a patch that a target can depend on.</summary>
/// <param name="Column">First column within the patch.</param>
/// <param name="Row">First row within the patch.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="PatchWidth">Columns of the whole patch.</param>
/// <param name="PatchHeight">Rows of the whole patch.</param>
public readonly record struct PatchCrop(int Column, int Row, int Width, int Height, int PatchWidth, int PatchHeight)
{
    /// <summary>True when the crop is smaller than the patch.</summary>
    public bool IsCropped => Width != PatchWidth || Height != PatchHeight;

    /// <summary>Share of the patch's area, (0, 1].</summary>
    public double AreaShare => (double)Width * Height / ((double)PatchWidth * PatchHeight);

    /// <summary>The whole patch.</summary>
    public static PatchCrop Whole(int width, int height) => new(0, 0, width, height, width, height);

    /// <summary>
    /// The bounding box of a region grown by the model's halo, its edges moved outwards onto the stride's grid and clipped to the patch.
    /// </summary>
    /// <remarks>
    /// Exact for a network without global operations: every output pixel of the region sees all of its receptive field, on the
    /// same pooling grid. Where the crop meets the patch's edge both pad alike.
    /// </remarks>
    /// <param name="region">True inside, [row][column], row-major.</param>
    /// <param name="width">Columns of the patch.</param>
    /// <param name="height">Rows of the patch.</param>
    /// <param name="halo">Pixels; 0 (unknown) gives the whole patch.</param>
    /// <param name="stride">The model's total stride, pixels.</param>
    public static PatchCrop Around(ReadOnlySpan<bool> region, int width, int height, int halo, int stride)
    {
        if (halo <= 0) return Whole(width, height);
        int left = width, top = height, right = -1, bottom = -1;
        for (var row = 0; row < height; row++)
        {
            var line = region.Slice(row * width, width);
            var first = line.IndexOf(true);
            if (first < 0) continue;
            left = Math.Min(left, first);
            right = Math.Max(right, line.LastIndexOf(true));
            top = Math.Min(top, row);
            bottom = row;
        }

        if (right < 0) return Whole(width, height);
        stride = Math.Max(stride, 1);
        left = Down(left - halo);
        top = Down(top - halo);
        return new(left, top, Up(right + 1 + halo, width) - left, Up(bottom + 1 + halo, height) - top, width, height);

        int Down(int edge) => Math.Max(0, edge) / stride * stride;
        int Up(int edge, int size) => Math.Min(size, (edge + stride - 1) / stride * stride);
    }

    /// <summary>The crop of a tensor whose last two dimensions are the patch's rows and columns (a view).</summary>
    public torch.Tensor Narrow(torch.Tensor patch) => patch.narrow(-2, Row, Height).narrow(-1, Column, Width);

    /// <summary>The inverse of <see cref="Narrow"/>: the patch's size with zeros outside the crop.</summary>
    public torch.Tensor Expand(torch.Tensor cropped)
    {
        if (!IsCropped) return cropped;
        return torch.nn.functional.pad(
            cropped, [Column, PatchWidth - Column - Width, Row, PatchHeight - Row - Height], PaddingModes.Constant, 0);
    }
}
