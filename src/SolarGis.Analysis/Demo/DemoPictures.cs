// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using SolarGis.Analysis.Pictures;
using SolarGis.Imagery;
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Rasters;
using SolarGis.Training.Simulation;

namespace SolarGis.Analysis.Demo;

/// <summary>The demo's results as one picture.</summary>
public static class DemoPictures
{
    /// <summary>Draws scene and probability.</summary>
    /// <param name="path">The PNG to write.</param>
    /// <param name="scene">The scene.</param>
    /// <param name="probability">The probability raster.</param>
    /// <param name="candidates">What was found, numbered from 1 in this order.</param>
    public static void Write(string path, DemoScene scene, string probability, IReadOnlyList<Geometry> candidates)
    {
        ArgumentNullException.ThrowIfNull(scene);
        PictureOutline[] truth = [.. scene.Farms.Select(farm => new PictureOutline(farm.Outline, OutlineKind.Truth, $"farm {farm.Number}"))];
        PictureOutline[] found = [.. candidates.Select((shape, i) => new PictureOutline(shape, OutlineKind.Candidate, $"{i + 1}"))];
        PictureOutline[] unnamed = [.. found.Select(outline => outline with { Label = "" })];
        using Scene image = Scene.Open(new([scene.Path]), [.. MaterialLibrary.Bands], ReadPolicy.Unrestricted);
        PicturePanel[] panels =
        [
            new("True colour, known farms and what was found", scene.Grid, PixelColours.TrueColour(image.Read(scene.Grid.Window)), [.. truth, .. unnamed]),
            Probability(probability, found),
        ];
        double metres = Math.Sqrt(EqualArea.SquareMetres(scene.Grid.Outline(scene.Grid.Window), scene.Grid.Crs) / scene.Grid.Window.Area);
        new OverviewPicture(scene.Title, scene.Caution, panels, metres).Write(path);
    }

    private static PicturePanel Probability(string raster, IReadOnlyList<PictureOutline> outlines)
    {
        using var file = FloatRaster.Open(raster);
        float[] values = new float[file.Grid.Window.Area];
        file.Read(file.Grid.Window, 1, values);
        return new("Probability of solar panels, candidates by number", file.Grid, PixelColours.Probability(values), outlines, ColourScale.Probability);
    }
}
