// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;

namespace SolarGis.Training.Simulation;

/// <summary>The ground before the instrument sees it: ten bands in cells of 5 m.</summary>
internal sealed class GroundCanvas
{
    /// <summary>Bands of the canvas.</summary>
    public const int Bands = 10;

    public GroundCanvas(int width, int height)
    {
        Width = width;
        Height = height;
        Columns = width * SensorModel.CellsPerPixel;
        Rows = height * SensorModel.CellsPerPixel;
        Cells = new float[Bands][];
        for (int b = 0; b < Bands; b++) Cells[b] = new float[Columns * Rows];
    }

    /// <summary>Pixels of 10 m across and down.</summary>
    public int Width { get; }

    public int Height { get; }

    /// <summary>Cells across and down.</summary>
    public int Columns { get; }

    public int Rows { get; }

    /// <summary>Reflectance per band, [row][column].</summary>
    public float[][] Cells { get; }

    /// <summary>Paints a material over the inside of a polygon (pixel coordinates).</summary>
    /// <param name="polygon">The shape.</param>
    /// <param name="opacity">How much of the ground it replaces at a point.</param>
    /// <param name="spectrum">Writes what it reflects at a point.</param>
    public PolygonCoverage Paint(Geometry polygon, Func<double, double, double> opacity, SpectrumAt spectrum)
    {
        PolygonCoverage coverage = PolygonCoverage.Of(polygon, Columns, Rows, SensorModel.CellsPerPixel);
        Span<float> colour = stackalloc float[Bands];
        for (int i = 0; i < coverage.Share.Length; i++)
        {
            if (coverage.Share[i] <= 0) continue;
            int column = coverage.Window.Column + i % coverage.Window.Width, row = coverage.Window.Row + i / coverage.Window.Width;
            (double x, double y) = Centre(column, row);
            float alpha = coverage.Share[i] * (float)opacity(x, y);
            spectrum(x, y, colour);
            int cell = row * Columns + column;
            for (int b = 0; b < Bands; b++) Cells[b][cell] += alpha * (colour[b] - Cells[b][cell]);
        }

        return coverage;
    }

    /// <summary>Pixel coordinates of a cell's centre.</summary>
    public static (double X, double Y) Centre(int column, int row) => ((column + 0.5) / SensorModel.CellsPerPixel, (row + 0.5) / SensorModel.CellsPerPixel);

    /// <summary>Writes the reflectance at a point.</summary>
    internal delegate void SpectrumAt(double x, double y, Span<float> reflectance);
}
