// SPDX-License-Identifier: MIT
using SolarGis.Models;
using SolarGis.Training.Simulation.LandCovers;

namespace SolarGis.Training.Simulation;

/// <summary>Two or three land covers that meet along natural borders, with roads, now and then a river, and the light on it all.</summary>
internal sealed class Landscape
{
    private readonly LandCover[] _covers;
    private readonly double[] _weights;
    private readonly SmoothNoise _noise;
    private readonly LandCover? _river;
    private readonly double _riverWidth, _size, _relief;
    private readonly Road[] _roads;

    public Landscape(RandomStream random)
    {
        _noise = new SmoothNoise(random);
        _covers = [.. Enumerable.Range(0, random.NextInt(1, 4)).Select(n => LandCover.Draw(random.Fork($"cover{n}")))];
        _weights = [.. _covers.Select(_ => random.Uniform(-0.4, 0.4))];
        _size = random.Uniform(50, 180);
        _river = random.Chance(0.2) ? new OpenWater(random) : null;
        _riverWidth = random.Uniform(0.01, 0.05);
        _relief = random.Chance(0.4) ? random.Uniform(0.02, 0.25) : 0;
        _roads = [.. Enumerable.Range(0, random.NextInt(0, 4)).Select(_ => Road.Draw(random))];
    }

    public void Paint(GroundCanvas canvas)
    {
        Span<float> colour = stackalloc float[GroundCanvas.Bands];
        for (int row = 0; row < canvas.Rows; row++)
        {
            for (int column = 0; column < canvas.Columns; column++)
            {
                (double x, double y) = GroundCanvas.Centre(column, row);
                Sample(x, y, colour);
                int cell = row * canvas.Columns + column;
                for (int b = 0; b < GroundCanvas.Bands; b++) canvas.Cells[b][cell] = colour[b];
            }
        }
    }

    private void Sample(double x, double y, Span<float> colour)
    {
        int cover = 0;
        if (_covers.Length > 1)
        {
            double best = double.MinValue;
            for (int n = 0; n < _covers.Length; n++)
            {
                double strength = _weights[n] + _noise.Fractal(x, y, _size, 10 * n);
                if (strength > best) (best, cover) = (strength, n);
            }
        }

        _covers[cover].Sample(x, y, colour);
        if (_river is not null && Math.Abs(_noise.Fractal(x, y, 120, 40)) < _riverWidth) _river.Sample(x, y, colour);
        foreach (Road road in _roads) road.Paint(x + 2 * _noise.At(x, y, 60, 50), y, colour);
        if (_relief > 0)
        {
            float light = (float)(1 + _relief * _noise.Fractal(x, y, 45, 60));
            for (int b = 0; b < colour.Length; b++) colour[b] *= light;
        }
    }

    private sealed record Road(double Cos, double Sin, double Offset, double HalfWidth, float[] Surface)
    {
        public static Road Draw(RandomStream random)
        {
            (double sin, double cos) = Math.SinCos(random.Uniform(0, 2 * Math.PI));
            float[] surface = MaterialLibrary.Draw(random.NextDouble() switch { < 0.6 => "asphalt", < 0.8 => "bare soil", _ => "concrete" }, random);
            return new Road(cos, sin, random.Uniform(-50, 250), random.Uniform(0.25, 1.2), surface);
        }

        public void Paint(double x, double y, Span<float> colour)
        {
            if (Math.Abs(Cos * x + Sin * y - Offset) < HalfWidth) Surface.CopyTo(colour);
        }
    }
}
