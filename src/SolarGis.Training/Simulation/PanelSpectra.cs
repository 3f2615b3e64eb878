// SPDX-License-Identifier: MIT
using SolarGis.Models;

namespace SolarGis.Training.Simulation;

/// <summary>
/// Reflectance of photovoltaic panels: the 10, 50 and 90 % points per band of the spectra that two independent classifiers,
/// trained on real solar plants (one country, one data set), both accept.
/// </summary>
public static class PanelSpectra
{
    /// <summary>Least B11/B8A of a drawn spectrum: accepted spectra have a median of 2.35, rejected ones of 1.23.</summary>
    public const double LeastShortwaveRatio = 1.5;

    // How much of a band's deviation comes from the farm's overall brightness; the rest of VIS-NIR is almost common (flat spectra),
    // and B11 and B12 move together.
    private const double Shared = 0.55;
    private const double WithinGroup = 0.80;

    /// <summary>10 % point per band.</summary>
    public static IReadOnlyList<float> Low { get; } = [.072f, .071f, .065f, .068f, .071f, .075f, .077f, .081f, .155f, .087f];

    /// <summary>Median per band.</summary>
    public static IReadOnlyList<float> Median { get; } = [.113f, .104f, .096f, .099f, .102f, .103f, .103f, .108f, .239f, .138f];

    /// <summary>90 % point per band.</summary>
    public static IReadOnlyList<float> High { get; } = [.147f, .137f, .130f, .130f, .130f, .132f, .137f, .143f, .363f, .208f];

    /// <summary>
    /// Draws a spectrum inside the intervals: a Gaussian copula with one factor for all bands, one for visible to near infrared
    /// and one for the shortwave bands keeps it flat and its B12 in step with B11.
    /// </summary>
    public static float[] Draw(RandomStream random)
    {
        while (true)
        {
            double[] z = random.Normals(3 + Low.Count);
            var spectrum = new float[Low.Count];
            for (int b = 0; b < spectrum.Length; b++)
            {
                double group = b < 8 ? z[1] : z[2];
                double rest = Math.Sqrt(1 - Shared * Shared - WithinGroup * WithinGroup);
                spectrum[b] = Quantile(b, NormalCdf(Shared * z[0] + WithinGroup * group + rest * z[3 + b]));
            }

            if (spectrum[8] >= LeastShortwaveRatio * spectrum[7]) return spectrum;
        }
    }

    // The distribution between the measured points, stretched so that 0 falls on the 10 % point and 1 on the 90 % point.
    private static float Quantile(int band, double u) => u < 0.5
        ? (float)(Low[band] + 2 * u * (Median[band] - Low[band]))
        : (float)(Median[band] + 2 * (u - 0.5) * (High[band] - Median[band]));

    // Logistic approximation of the normal distribution function (error below 0.01): plenty for a copula.
    private static double NormalCdf(double z) => 1 / (1 + Math.Exp(-1.702 * z));
}
