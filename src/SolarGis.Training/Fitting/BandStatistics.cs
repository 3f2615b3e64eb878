// SPDX-License-Identifier: MIT
using SolarGis.Training.Simulation;

namespace SolarGis.Training.Fitting;

/// <summary>Mean and standard deviation of reflectance per band, over scenes: what a network's input is normalised by.</summary>
internal sealed record BandStatistics(double[] Mean, double[] StandardDeviation)
{
    private const int Scenes = 24;

    public static BandStatistics Of(TrainingOptions options)
    {
        var simulator = new SceneSimulator(options.Scenes);
        double[] sum = new double[GroundCanvas.Bands], squares = new double[GroundCanvas.Bands];
        for (int n = 0; n < Scenes; n++)
        {
            SimulatedScene scene = simulator.Simulate(SceneSeeds.Training(options.Seed, n));
            for (int b = 0; b < sum.Length; b++)
            {
                foreach (float value in scene.Band(b))
                {
                    sum[b] += value;
                    squares[b] += (double)value * value;
                }
            }
        }

        double count = (double)Scenes * options.Scenes.Width * options.Scenes.Height;
        double[] mean = [.. sum.Select(s => Math.Round(s / count, 4))];
        return new(mean, [.. squares.Select((s, b) => Math.Round(Math.Sqrt(Math.Max(1e-6, s / count - mean[b] * mean[b])), 4))]);
    }
}
