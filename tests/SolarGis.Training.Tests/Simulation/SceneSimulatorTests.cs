// SPDX-License-Identifier: MIT
using SolarGis.Models;
using SolarGis.Training.Simulation;

namespace SolarGis.Training.Tests.Simulation;

public sealed class SceneSimulatorTests
{
    private static readonly SceneOptions Options = new() { Width = 96, Height = 96, LeastFarms = 1, MostFarms = 2, LeastHectares = 4, MostHectares = 20 };

    [Fact]
    public void A_seed_gives_one_scene()
    {
        var simulator = new SceneSimulator(Options);
        SimulatedScene first = simulator.Simulate(4);
        Assert.Equal(first.Pixels, simulator.Simulate(4).Pixels);
        Assert.NotEqual(first.Pixels, simulator.Simulate(5).Pixels);
    }

    [Fact]
    public void Reflectance_is_finite_and_plausible()
    {
        for (ulong seed = 0; seed < 12; seed++)
        {
            SimulatedScene scene = new SceneSimulator(Options).Simulate(seed);
            Assert.All(scene.Pixels, value => Assert.InRange(value, 0, 1.6f));
        }
    }

    [Fact]
    public void Labels_are_the_outlines_and_panels_lie_inside_them()
    {
        for (ulong seed = 0; seed < 8; seed++)
        {
            SimulatedScene scene = new SceneSimulator(Options with { CloudChance = 0 }).Simulate(seed);
            double area = scene.Farms.Sum(farm => farm.Outline.Area);
            Assert.Equal(area, scene.Labels.Sum(label => label), 0.08 * area + 6);
            for (int i = 0; i < scene.Cover.Length; i++)
            {
                Assert.InRange(scene.Cover[i], 0, 1.001f);
                var pixel = new NetTopologySuite.Geometries.Point(i % scene.Width + 0.5, i / scene.Width + 0.5);
                if (scene.Cover[i] > 0) Assert.True(scene.Farms.Min(farm => farm.Outline.Distance(pixel)) < 0.8);
            }
        }
    }

    [Fact]
    public void Panel_spectra_stay_inside_the_measured_intervals()
    {
        var random = new RandomStream(1, "panels");
        float[][] drawn = [.. Enumerable.Range(0, 2000).Select(_ => PanelSpectra.Draw(random))];
        for (int band = 0; band < 10; band++)
        {
            float[] values = [.. drawn.Select(spectrum => spectrum[band]).Order()];
            Assert.InRange(values[0], PanelSpectra.Low[band] - 1e-6f, PanelSpectra.Median[band]);
            Assert.InRange(values[^1], PanelSpectra.Median[band], PanelSpectra.High[band] + 1e-6f);
        }
        Assert.All(drawn, spectrum => Assert.True(spectrum[8] >= PanelSpectra.LeastShortwaveRatio * spectrum[7]));
        // The published median of B11/B8A is 2.35.
        float[] ratios = [.. drawn.Select(spectrum => spectrum[8] / spectrum[7]).Order()];
        Assert.InRange(ratios[1000], 2.0f, 2.6f);
    }

    [Fact]
    public void Options_that_mean_nothing_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new SceneSimulator(new() { Width = 31 }));
        Assert.Throws<ArgumentException>(() => new SceneSimulator(new() { LeastFarms = 3, MostFarms = 2 }));
        Assert.Throws<ArgumentException>(() => new SceneSimulator(new() { LeastCover = 0 }));
    }
}
