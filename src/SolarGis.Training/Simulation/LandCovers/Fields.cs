// SPDX-License-Identifier: MIT
using SolarGis.Models;

namespace SolarGis.Training.Simulation.LandCovers;

/// <summary>Parcels of crops, grass and soil: a Voronoi mosaic on a jittered, rotated grid, with hedges or tracks between them.</summary>
internal sealed class Fields : LandCover
{
    private static readonly string[] s_crops = ["grass", "dry grass", "corn", "grass", "corn"];
    private static readonly string[] s_soils = ["bare soil", "bare soil", "dry soil", "wet soil", "sand"];
    private readonly RandomStream _random;
    private readonly SmoothNoise _noise;
    private readonly Dictionary<(int, int), Parcel> _parcels = [];
    private readonly double _cos, _sin, _width, _height, _jitter, _edge, _green;
    private readonly float[] _edgeSpectrum;

    public Fields(RandomStream random)
    {
        _noise = new SmoothNoise(random);
        double angle = random.Uniform(0, Math.PI);
        (_sin, _cos) = Math.SinCos(angle);
        _width = Math.Exp(random.Uniform(Math.Log(5), Math.Log(40)));
        _height = _width * random.Uniform(0.4, 1);
        _jitter = random.Uniform(0.1, 0.9);
        _edge = random.Uniform(0, 0.6);
        _green = random.Uniform(0.1, 0.95);
        _edgeSpectrum = MaterialLibrary.Draw(random.Chance(0.5) ? "deciduous trees" : "bare soil", random);
        _random = random.Fork("parcels");
    }

    public override void Sample(double x, double y, Span<float> reflectance)
    {
        // Bent borders: straight Voronoi edges would betray the simulation.
        double wobble = 1.5 * _noise.At(x, y, 25, 90);
        double u = (_cos * x + _sin * y + wobble) / _width, v = (-_sin * x + _cos * y + wobble) / _height;
        int column = (int)Math.Floor(u), row = (int)Math.Floor(v);
        double nearest = double.MaxValue, second = double.MaxValue;
        (int, int) cell = default;
        for (int j = row - 1; j <= row + 1; j++)
        {
            for (int i = column - 1; i <= column + 1; i++)
            {
                double du = (i + 0.5 + _jitter * (_noise.Hash(i, j, 50) - 0.5) - u) * _width;
                double dv = (j + 0.5 + _jitter * (_noise.Hash(i, j, 51) - 0.5) - v) * _height;
                double distance = du * du + dv * dv;
                if (distance < nearest)
                {
                    (second, nearest, cell) = (nearest, distance, (i, j));
                }
                else if (distance < second)
                {
                    second = distance;
                }
            }
        }

        Parcel parcel = ParcelOf(cell);
        double rows = parcel.RowStrength * Math.Sin(parcel.RowFrequency * (parcel.RowCos * x + parcel.RowSin * y));
        double patchy = parcel.Patchiness * _noise.Fractal(x, y, 9, 60) + rows;
        double texture = 1 + parcel.Texture * _noise.At(x, y, 0.8, 70) + 0.06 * _noise.At(x, y, 12, 71);
        Mix(parcel.Soil, parcel.Crop, Weight(parcel.Cover + patchy), texture, reflectance);
        if (Math.Sqrt(second) - Math.Sqrt(nearest) < _edge) Mix(reflectance, _edgeSpectrum, 0.7, 1, reflectance);
    }

    private Parcel ParcelOf((int Column, int Row) cell)
    {
        if (_parcels.TryGetValue(cell, out Parcel? parcel)) return parcel;
        RandomStream random = _random.Fork($"{cell.Column},{cell.Row}");
        (double sin, double cos) = Math.SinCos(random.Uniform(0, Math.PI));
        parcel = new Parcel(
            MaterialLibrary.Draw(s_crops[random.NextInt(0, s_crops.Length)], random),
            MaterialLibrary.Draw(s_soils[random.NextInt(0, s_soils.Length)], random),
            random.Chance(_green) ? random.Uniform(0.35, 1.05) : random.Uniform(-0.1, 0.4),
            random.Uniform(0, 0.25),
            random.Uniform(0.01, 0.08),
            random.Chance(0.3) ? random.Uniform(0, 0.15) : 0,
            random.Uniform(1, 4),
            cos,
            sin);
        return _parcels[cell] = parcel;
    }

    private sealed record Parcel(
        float[] Crop, float[] Soil, double Cover, double Patchiness, double Texture, double RowStrength, double RowFrequency, double RowCos, double RowSin);
}
