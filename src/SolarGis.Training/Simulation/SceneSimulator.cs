// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using SolarGis.Models;

namespace SolarGis.Training.Simulation;

/// <summary>Makes scenes with solar farms from a seed: the same seed and options give the same pixels.</summary>
public sealed class SceneSimulator
{
    private const int PlacingAttempts = 12;
    private readonly SceneOptions _options;

    /// <summary>Prepares a simulator.</summary>
    /// <exception cref="ArgumentException">The options cannot be used.</exception>
    public SceneSimulator(SceneOptions options)
    {
        options.Validate();
        _options = options;
    }

    /// <summary>What scenes contain.</summary>
    public SceneOptions Options => _options;

    /// <summary>Makes the scene of a seed. Thread-safe.</summary>
    public SimulatedScene Simulate(ulong seed)
    {
        var random = new RandomStream(seed, "scene");
        var canvas = new GroundCanvas(_options.Width, _options.Height);
        new Landscape(random.Fork("landscape")).Paint(canvas);

        List<Geometry> outlines = PlaceFarms(random.Fork("farms"));
        Geometry occupied = outlines.Count == 0 ? GeometryFactory.Default.CreateGeometryCollection() : NetTopologySuite.Operation.Union.UnaryUnionOp.Union(outlines);
        List<string> confusers = PlaceConfusers(canvas, occupied, random.Fork("confusers"));

        List<SolarFarm> farms = [.. outlines.Select((outline, n) =>
            SolarFarm.Draw(outline, _options.LeastCover, _options.MostCover, random.Fork($"farm{n}")))];
        var panels = new float[canvas.Columns * canvas.Rows];
        var inside = new float[panels.Length];
        foreach (SolarFarm farm in farms) Build(farm, canvas, panels, inside);

        RandomStream weather = random.Fork("weather");
        if (weather.Chance(_options.CloudChance)) new Sky(weather).Paint(canvas, Surroundings(occupied, canvas));
        return Observe(canvas, panels, inside, farms, confusers, random.Fork("sensor"));
    }

    private List<Geometry> PlaceFarms(RandomStream random)
    {
        int count = random.NextInt(_options.LeastFarms, _options.MostFarms + 1);
        Geometry scene = GeometryFactory.Default.ToGeometry(new Envelope(0, _options.Width, 0, _options.Height));
        var placed = new List<Geometry>();
        for (int n = 0; n < count; n++)
        {
            double hectares = Math.Exp(random.Uniform(Math.Log(_options.LeastHectares), Math.Log(_options.MostHectares)));
            for (int attempt = 0; attempt < PlacingAttempts; attempt++)
            {
                Geometry outline = _options.Outlines.Draw(random, hectares);
                outline = AffineTransformation.TranslationInstance(random.Uniform(0, _options.Width), random.Uniform(0, _options.Height)).Transform(outline);
                Geometry visible = outline.Intersection(scene);
                // A sliver at the edge is no object that anyone could name.
                if (visible is not (Polygon or MultiPolygon) || visible.Area < Math.Min(50, outline.Area)) continue;
                if (placed.Any(other => other.Distance(visible) < 3)) continue;
                placed.Add(visible);
                break;
            }
        }

        return placed;
    }

    private List<string> PlaceConfusers(GroundCanvas canvas, Geometry occupied, RandomStream random)
    {
        int count = random.NextInt(0, _options.MostConfusers + 1);
        var placed = new List<string>();
        for (int n = 0; n < count; n++)
        {
            if (Confusers.Place(canvas, occupied, _options, random.Fork($"{n}")) is string material) placed.Add(material);
        }

        return placed;
    }

    private static void Build(SolarFarm farm, GroundCanvas canvas, float[] panels, float[] inside)
    {
        PolygonCoverage coverage = canvas.Paint(farm.Outline, (_, _) => 1, (x, y, colour) =>
        {
            double cover = farm.CoverAt(x, y), shade = farm.ShadeAt(x, y);
            for (int b = 0; b < colour.Length; b++) colour[b] = (float)(shade * (cover * farm.Panel[b] + (1 - cover) * farm.Ground[b]));
        });
        for (int i = 0; i < coverage.Share.Length; i++)
        {
            int column = coverage.Window.Column + i % coverage.Window.Width, row = coverage.Window.Row + i / coverage.Window.Width;
            (double x, double y) = GroundCanvas.Centre(column, row);
            int cell = row * canvas.Columns + column;
            inside[cell] += coverage.Share[i];
            panels[cell] += coverage.Share[i] * (float)farm.CoverAt(x, y);
        }
    }

    // The farms and 40 m around them.
    private static bool[] Surroundings(Geometry occupied, GroundCanvas canvas)
    {
        var clear = new bool[canvas.Columns * canvas.Rows];
        if (occupied.IsEmpty) return clear;
        PolygonCoverage coverage = PolygonCoverage.Of(occupied.Buffer(4), canvas.Columns, canvas.Rows, SensorModel.CellsPerPixel);
        for (int i = 0; i < coverage.Share.Length; i++)
        {
            int row = coverage.Window.Row + i / coverage.Window.Width, column = coverage.Window.Column + i % coverage.Window.Width;
            clear[row * canvas.Columns + column] = coverage.Share[i] > 0;
        }

        return clear;
    }

    private static SimulatedScene Observe(
        GroundCanvas canvas, float[] panels, float[] inside, List<SolarFarm> farms, List<string> confusers, RandomStream random)
    {
        int width = canvas.Width, height = canvas.Height, count = width * height;
        var pixels = new float[GroundCanvas.Bands * count];
        double haze = Math.Abs(random.NextNormal()) * 0.008, noise = random.Uniform(0.0008, 0.004);
        for (int b = 0; b < GroundCanvas.Bands; b++)
        {
            float[] plane = SensorModel.Observe(canvas.Cells[b], width, height, MaterialLibrary.IsTwentyMetres[b]);
            // Haze falls off steeply with wavelength.
            float veil = (float)(haze * Math.Pow(490 / MaterialLibrary.Wavelengths[b], 2));
            double[] grain = random.Normals(count);
            for (int i = 0; i < count; i++) pixels[b * count + i] = Math.Max(0, plane[i] + veil + (float)(noise * grain[i]));
        }

        float[] within = Coarsen(inside, width, height), cover = Coarsen(panels, width, height);
        byte[] labels = [.. within.Select(share => (byte)(share > 0.5f ? 1 : 0))];
        return new SimulatedScene(width, height, pixels, labels, cover, farms, confusers);
    }

    private static float[] Coarsen(float[] cells, int width, int height)
    {
        const int Factor = SensorModel.CellsPerPixel;
        var coarse = new float[width * height];
        for (int i = 0; i < cells.Length; i++)
        {
            int row = i / (width * Factor) / Factor, column = i % (width * Factor) / Factor;
            coarse[row * width + column] += cells[i] / (Factor * Factor);
        }

        return coarse;
    }
}
