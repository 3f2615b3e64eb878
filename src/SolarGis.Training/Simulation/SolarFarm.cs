// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using SolarGis.Models;

namespace SolarGis.Training.Simulation;

/// <summary>A simulated farm: its outline, what its panels and its ground reflect, and how densely it is built.</summary>
public sealed class SolarFarm
{
    private readonly SmoothNoise _noise;
    private readonly double _cos, _sin, _blockLength, _blockWidth, _road, _rowPitch, _rowStrength;

    private SolarFarm(Geometry outline, double cover, float[] panel, float[] ground, RandomStream random)
    {
        Outline = outline;
        Cover = cover;
        Panel = panel;
        Ground = ground;
        _noise = new SmoothNoise(random);
        (_sin, _cos) = Math.SinCos(random.Uniform(0, Math.PI));
        _blockLength = Math.Exp(random.Uniform(Math.Log(12), Math.Log(60)));
        _blockWidth = Math.Exp(random.Uniform(Math.Log(8), Math.Log(40)));
        // Service roads of 2 to 7 m; at 10 m many farms show none, and small ones have none.
        _road = outline.Area > 100 && random.Chance(0.6) ? random.Uniform(0.2, 0.7) : 0;
        _rowPitch = random.Uniform(0.5, 1.2);
        _rowStrength = random.Uniform(0, 0.12);
    }

    /// <summary>Polygon or multipolygon in pixel coordinates of the scene (x = column, y = row, corners at whole numbers).</summary>
    public Geometry Outline { get; }

    /// <summary>Panel cover of a built-up pixel, 0.35 to 1, before roads and rows.</summary>
    public double Cover { get; }

    /// <summary>Reflectance of the panels per band.</summary>
    public IReadOnlyList<float> Panel { get; }

    /// <summary>Reflectance of the ground between the panels per band.</summary>
    public IReadOnlyList<float> Ground { get; }

    /// <summary>Area of the outline, hectares, taking a pixel as 10 m.</summary>
    public double Hectares => Outline.Area / ProceduralOutlines.PixelsPerHectare;

    /// <summary>Draws what is inside an outline.</summary>
    internal static SolarFarm Draw(Geometry outline, double leastCover, double mostCover, RandomStream random)
    {
        string[] grounds = ["bare soil", "dry soil", "grass", "dry grass", "sand"];
        return new SolarFarm(
            outline,
            random.Uniform(leastCover, mostCover),
            PanelSpectra.Draw(random),
            MaterialLibrary.Draw(grounds[random.NextInt(0, grounds.Length)], random),
            random);
    }

    /// <summary>Panel cover at a point inside the outline: 0 on roads, else the farm's cover with rows and blocks that vary a little.</summary>
    internal double CoverAt(double x, double y)
    {
        double u = _cos * x + _sin * y, v = -_sin * x + _cos * y;
        double alongBlock = u - _blockLength * Math.Floor(u / _blockLength), acrossBlock = v - _blockWidth * Math.Floor(v / _blockWidth);
        if (alongBlock < _road || acrossBlock < _road) return 0;
        double block = 0.06 * (_noise.Hash((int)Math.Floor(u / _blockLength), (int)Math.Floor(v / _blockWidth)) - 0.5);
        double rows = _rowStrength * Math.Sin(2 * Math.PI * v / _rowPitch);
        return Math.Clamp(Cover * (1 + rows + block + 0.05 * _noise.At(x, y, 6)), 0, 1);
    }

    /// <summary>Brightness of the panels at a point, about 1: blocks differ in tilt and soiling.</summary>
    internal double ShadeAt(double x, double y) => 1 + 0.04 * _noise.At(x, y, 10, 3) + 0.02 * _noise.At(x, y, 1, 4);
}
