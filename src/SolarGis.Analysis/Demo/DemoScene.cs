// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using SolarGis.Imagery;
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Rasters;
using SolarGis.Imagery.Vectors;
using SolarGis.Training.Simulation;

namespace SolarGis.Analysis.Demo;

/// <summary>A scene with farms whose places are known, as a file that a server can read.</summary>
/// <param name="Path">GeoTIFF of reflectance, one band per Sentinel-2 band.</param>
/// <param name="Grid">Where it lies.</param>
/// <param name="Farms">What is there.</param>
/// <param name="Title">What the scene is, in a few words.</param>
/// <param name="Caution">What it does not show.</param>
public sealed record DemoScene(string Path, Grid Grid, IReadOnlyList<KnownFarm> Farms, string Title, string Caution)
{
    private const string RasterName = "scene.tif", TruthName = "known-farms.gpkg";

    // Near Jodhpur in Rajasthan, where such scenes could be: 26.3 degrees north, 73 degrees east.
    private const double Easting = 300_000, Northing = 2_910_000;

    /// <summary>Simulates a scene of 5 by 5 km.</summary>
    /// <param name="folder">Where the files go; it exists.</param>
    /// <param name="seed">Another seed, another scene.</param>
    public static DemoScene Simulate(string folder, ulong seed)
    {
        var options = new SceneOptions { Width = 512, Height = 512, LeastFarms = 5, MostFarms = 7, LeastHectares = 3, MostHectares = 60, LeastCover = 0.6, CloudChance = 0 };
        SimulatedScene scene = new SceneSimulator(options).Simulate(seed);
        var grid = new Grid(scene.Width, scene.Height, new GeoTransform(Easting, 10, 0, Northing, 0, -10), CrsFactory.FromEpsg(32643));
        return Write(folder, grid, scene.Pixels, scene.Farms, "A simulated scene",
            "Land and farms are simulated: this shows how the program works, not how well it does on real imagery.");
    }

    /// <summary>Puts simulated farms into a real image.</summary>
    /// <param name="folder">Where the files go; it exists.</param>
    /// <param name="image">An image with the ten bands of 10 and 20 m, at most 1024 pixels a side.</param>
    /// <param name="seed">Another seed, other farms.</param>
    /// <exception cref="ImageryException">The image cannot be used.</exception>
    public static DemoScene Implant(string folder, ImageRequest image, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(image);
        using Scene scene = Scene.Open(image, [.. MaterialLibrary.Bands], ReadPolicy.Unrestricted);
        RasterWindow window = Middle(scene.Grid);
        Patch patch = scene.Read(window);
        patch.RequireValidPixels();
        ImplantedScene implanted = FarmImplanter.Implant(patch.Pixels, patch.Valid, window.Width, window.Height, new(), seed);
        for (int i = 0; i < patch.Valid.Length; i++)
        {
            if (patch.Valid[i]) continue;
            for (int band = 0; band < patch.Bands.Count; band++) implanted.Pixels[band * patch.Valid.Length + i] = float.NaN;
        }
        return Write(folder, patch.Grid, implanted.Pixels, implanted.Farms, $"A real Sentinel-2 image ({System.IO.Path.GetFileName(image.Files[0])}) with simulated farms",
            "The land is real, the farms are simulated and were put into it: no farm is known there, and accuracy on real farms is unmeasured.");
    }

    private static RasterWindow Middle(Grid grid)
    {
        const int Most = 1024;
        int width = Math.Min(grid.Width, Most), height = Math.Min(grid.Height, Most);
        return new((grid.Width - width) / 2, (grid.Height - height) / 2, width, height);
    }

    private static DemoScene Write(string folder, Grid grid, float[] pixels, IReadOnlyList<SolarFarm> farms, string title, string caution)
    {
        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, RasterName));
        int area = grid.Width * grid.Height;
        string[] names = [.. MaterialLibrary.Bands];
        using (var writer = FloatRasterWriter.Create(path, grid, names.Length, double.NaN, names))
        {
            for (int band = 0; band < names.Length; band++) writer.Write(grid.Window, band + 1, pixels.AsSpan(band * area, area));
            writer.Flush();
        }
        GeoTransform t = grid.Transform;
        var toMap = new AffineTransformation(t.PixelWidth, t.RowRotation, t.OriginX, t.ColumnRotation, t.PixelHeight, t.OriginY);
        KnownFarm[] known = [.. farms.Select((farm, i) =>
        {
            Geometry outline = toMap.Transform(farm.Outline);
            return new KnownFarm(i + 1, outline, EqualArea.SquareMetres(outline, grid.Crs) / 10_000, farm.Cover);
        })];
        VectorFile.Write(System.IO.Path.Combine(folder, TruthName), new("known_farms", grid.Crs,
            [new("farm", FieldKind.Integer), new("area_ha", FieldKind.Real), new("cover", FieldKind.Real)],
            [.. known.Select(farm => new Feature(farm.Outline, [(long)farm.Number, farm.Hectares, farm.Cover]))]));
        return new(path, grid, known, title, caution);
    }
}
