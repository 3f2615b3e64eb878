// SPDX-License-Identifier: MIT
using SolarGis.Models;

namespace SolarGis.Training.Simulation;

/// <summary>Clouds and their shadows over the ground; they keep off the farms, whose truth would otherwise be undefined.</summary>
internal sealed class Sky
{
    private const int ShadowBlue = 3;
    private readonly SmoothNoise _noise;
    private readonly float[] _cloud;
    private readonly double _amount, _size, _shiftX, _shiftY, _darkness;

    public Sky(RandomStream random)
    {
        _noise = new SmoothNoise(random);
        _cloud = MaterialLibrary.Draw("cloud", random);
        _amount = random.Uniform(-0.55, -0.1);
        _size = random.Uniform(20, 60);
        double distance = random.Uniform(6, 30), angle = random.Uniform(0, 2 * Math.PI);
        (_shiftX, _shiftY) = (distance * Math.Cos(angle), distance * Math.Sin(angle));
        _darkness = random.Uniform(0.4, 0.75);
    }

    /// <summary>Paints shadows, then clouds.</summary>
    /// <param name="canvas">The ground.</param>
    /// <param name="clear">True for cells that must stay clear.</param>
    public void Paint(GroundCanvas canvas, bool[] clear)
    {
        for (int row = 0; row < canvas.Rows; row++)
        {
            for (int column = 0; column < canvas.Columns; column++)
            {
                int cell = row * canvas.Columns + column;
                if (clear[cell]) continue;
                (double x, double y) = GroundCanvas.Centre(column, row);
                float shadow = (float)(_darkness * Thickness(x + _shiftX, y + _shiftY)), cloud = Thickness(x, y);
                if (shadow <= 0 && cloud <= 0) continue;
                for (int b = 0; b < GroundCanvas.Bands; b++)
                {
                    // Sky light fills shadows in the visible bands.
                    float lit = canvas.Cells[b][cell] * (1 - shadow * (b < ShadowBlue ? 0.85f : 1));
                    canvas.Cells[b][cell] = lit + cloud * (_cloud[b] - lit);
                }
            }
        }
    }

    private float Thickness(double x, double y) => (float)Math.Clamp(5 * (_noise.Fractal(x, y, _size) + _amount), 0, 0.95);
}
