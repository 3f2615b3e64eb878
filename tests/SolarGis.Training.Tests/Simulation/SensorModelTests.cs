// SPDX-License-Identifier: MIT
using SolarGis.Training.Simulation;

namespace SolarGis.Training.Tests.Simulation;

public sealed class SensorModelTests
{
    [Fact]
    public void An_even_ground_stays_as_it_is()
    {
        foreach (bool coarse in (bool[])[false, true])
            Assert.All(SensorModel.Observe(Enumerable.Repeat(0.3f, 4 * 21 * 17).ToArray(), 21, 17, coarse), value => Assert.Equal(0.3f, value, 1e-5f));
    }

    [Fact]
    public void Stripes_of_one_pixel_show_at_10_m_and_vanish_at_20_m()
    {
        // Columns of 10 m are two cells wide.
        float[] ground = [.. Enumerable.Range(0, 64 * 64).Select(i => i % 64 / 2 % 2 == 0 ? 1f : 0f)];
        Assert.InRange(Contrast(SensorModel.Observe(ground, 32, 32, twentyMetres: false)), 0.15, 0.5);
        Assert.InRange(Contrast(SensorModel.Observe(ground, 32, 32, twentyMetres: true)), 0, 1e-3);
    }

    [Fact]
    public void Stripes_of_20_m_lose_contrast_at_20_m()
    {
        float[] ground = [.. Enumerable.Range(0, 64 * 64).Select(i => i % 64 / 4 % 2 == 0 ? 1f : 0f)];
        double fine = Contrast(SensorModel.Observe(ground, 32, 32, twentyMetres: false)), coarse = Contrast(SensorModel.Observe(ground, 32, 32, twentyMetres: true));
        Assert.True(coarse < 0.7 * fine, $"{coarse} against {fine}");
        Assert.True(coarse > 0.02);
    }

    [Fact]
    public void It_is_linear()
    {
        var random = new SolarGis.Models.RandomStream(1, "sensor");
        double[] a = random.Doubles(40 * 40), b = random.Doubles(40 * 40);
        float[] Observe(Func<int, double> ground) => SensorModel.Observe([.. Enumerable.Range(0, 1600).Select(i => (float)ground(i))], 20, 20, twentyMetres: true);
        float[] first = Observe(i => a[i]), second = Observe(i => b[i]), sum = Observe(i => 2 * a[i] - b[i]);
        for (int i = 0; i < sum.Length; i++) Assert.Equal(2 * first[i] - second[i], sum[i], 1e-5f);
    }

    // Half the range in the middle rows, away from the edges.
    private static double Contrast(float[] image)
    {
        float[] middle = [.. Enumerable.Range(8, 16).Select(column => image[16 * 32 + column])];
        return (middle.Max() - middle.Min()) / 2.0;
    }
}
