// SPDX-License-Identifier: MIT
using SolarGis.Imagery;
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Regions;
using SolarGis.Models;
using SolarGis.Segmentation.Tiling;

namespace SolarGis.Analysis;

/// <summary>What a segmentation would cost, from headers only.</summary>
/// <param name="Window">On the image's grid.</param>
/// <param name="SquareMetres">Area of the region's window on the ellipsoid.</param>
/// <param name="Tiles">Forward passes at most.</param>
/// <param name="Notes">Plain sentences to show before the run.</param>
public sealed record SegmentationEstimate(RasterWindow Window, double SquareMetres, int Tiles, IReadOnlyList<string> Notes)
{
    /// <summary>Estimates a run, refusing what would be refused.</summary>
    /// <exception cref="ImageryException">The image or region cannot be used.</exception>
    /// <exception cref="ModelException">MODEL_UNKNOWN.</exception>
    public static SegmentationEstimate Of(ModelLibrary models, SegmentationInput input)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(input);
        ModelDescription model = models.Describe(input.Model);
        using Scene scene = Scene.Open(input.Image, SegmentationAnalysis.Roles(model), input.Policy);
        RegionWindow region = input.Region.Resolve(scene.Grid, input.Policy);
        TilePlan plan = TiledInference.Plan(model, region.Window, new());
        return new(region.Window, EqualArea.SquareMetres(scene.Grid.Outline(region.Window), scene.Grid.Crs), plan.Count, scene.Inspection.Notes);
    }
}
