// SPDX-License-Identifier: MIT
using SolarGis.Imagery;
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Regions;
using SolarGis.Models;
using TorchSharp;

namespace SolarGis.Analysis;

/// <summary>The pixels around a polygon as the model sees them in a segmentation, and which of them are the polygon's.</summary>
/// <param name="Pixels">[bands, H, W] reflectance in the model's order; pixels without data hold the mean of its training.</param>
/// <param name="Valid">[row][column], false where the image has no data.</param>
/// <param name="Region">[row][column], true for the polygon's pixels that have data.</param>
/// <param name="Grid">Where the patch lies.</param>
/// <param name="Notes">Plain sentences about it.</param>
public sealed record ExplanationPatch(float[] Pixels, bool[] Valid, bool[] Region, Grid Grid, IReadOnlyList<string> Notes)
{
    /// <summary>Ring that the default baseline is measured in reaches this far, pixels.</summary>
    private const int Surroundings = 64;

    /// <summary>The longest edge of a patch, pixels: a farm of ten kilometres.</summary>
    public const int MaximumEdge = 1152;

    /// <summary>Reads the patch of a polygon: of the model's own size where the polygon and its surroundings fit, else larger.</summary>
    /// <param name="scene">The image, its bands in the model's order.</param>
    /// <param name="model">Patch size, stride and halo.</param>
    /// <param name="region">The polygon.</param>
    /// <param name="policy">What may be read.</param>
    /// <exception cref="ImageryException">REGION_OUTSIDE, NO_VALID_PIXELS, REGION_TOO_SMALL, or what reading throws.</exception>
    /// <exception cref="AnalysisException">TARGET_TOO_LARGE.</exception>
    public static ExplanationPatch Read(Scene scene, ModelDescription model, Region region, ReadPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(region);
        RegionWindow place = region.Resolve(scene.Grid, policy);
        RasterWindow window = Around(place.Window, model);
        if (window.Width > MaximumEdge || window.Height > MaximumEdge)
            throw new AnalysisException("TARGET_TOO_LARGE",
                $"The polygon spans {place.Window.Width} x {place.Window.Height} pixels; explain a part of it of at most {MaximumEdge - 2 * Surroundings} pixels a side.");
        bool[] inside = place.MaskOf(window) ?? Enumerable.Repeat(true, (int)window.Area).ToArray();
        int drawn = inside.Count(flag => flag);
        if (drawn == 0)
            throw new ImageryException("REGION_TOO_SMALL", "The polygon covers the centre of no pixel; draw it larger.");
        Patch patch = scene.Read(window);
        float[] pixels = Fill(patch, model);
        for (int i = 0; i < inside.Length; i++) inside[i] &= patch.Valid[i];
        int used = inside.Count(flag => flag);
        if (used == 0)
            throw new ImageryException("NO_VALID_PIXELS", "The polygon lies where the image has no data; choose another place or date.");
        string[] notes = used < drawn ? [$"{drawn - used} of the polygon's {drawn} pixels have no data and are left out."] : [];
        return new(pixels, patch.Valid, inside, patch.Grid, notes);
    }

    /// <summary>The pixels as a tensor [bands, H, W] in float32 on the CPU, in the caller's dispose scope.</summary>
    public torch.Tensor ToTensor() => torch.tensor(Pixels, [Pixels.Length / (Grid.Width * Grid.Height), Grid.Height, Grid.Width]);

    // On the stride's grid counted from the image's first pixel, as a segmentation's tiles are: both see the same numbers.
    private static RasterWindow Around(RasterWindow polygon, ModelDescription model)
    {
        int margin = Math.Max(model.Halo, Surroundings), stride = Math.Max(model.Stride, 1);
        (int column, int width) = Span(polygon.Column, polygon.Width);
        (int row, int height) = Span(polygon.Row, polygon.Height);
        return new(column, row, width, height);

        (int Start, int Length) Span(int start, int length)
        {
            int room = Math.Max(length + 2 * margin, model.PatchSize);
            int first = start + length / 2 - room / 2;
            int aligned = first - ((first % stride) + stride) % stride;
            int end = Math.Max(first + room, start + length + margin);
            int extent = end - aligned;
            // A patch of the model's own size stays one.
            if (aligned + model.PatchSize >= start + length + margin && extent - model.PatchSize < stride && model.PatchSize % stride == 0)
                return (aligned, model.PatchSize);
            return (aligned, (extent + stride - 1) / stride * stride);
        }
    }

    private static float[] Fill(Patch patch, ModelDescription model)
    {
        float[] pixels = (float[])patch.Pixels.Clone();
        int area = patch.Width * patch.Height;
        for (int band = 0; band < model.Bands.Count; band++)
        {
            for (int i = 0; i < area; i++)
                if (!patch.Valid[i]) pixels[band * area + i] = (float)model.Bands[band].Mean;
        }
        return pixels;
    }
}
