// SPDX-License-Identifier: MIT
using System.Globalization;
using SolarGis.Models;

namespace SolarGis.Training.Simulation;

/// <summary>The materials of simulated scenes, read from the embedded <c>materials.csv</c>, which names their sources.</summary>
public static class MaterialLibrary
{
    private static readonly Lazy<Dictionary<string, Material>> s_materials = new(Read);

    /// <summary>Bands of every spectrum and of every simulated scene.</summary>
    public static IReadOnlyList<string> Bands { get; } = ["B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12"];

    /// <summary>Centre wavelengths of <see cref="Bands"/>, nanometres (Sentinel-2A).</summary>
    public static IReadOnlyList<double> Wavelengths { get; } = [492.4, 559.8, 664.6, 704.1, 740.5, 782.8, 832.8, 864.7, 1613.7, 2202.4];

    /// <summary>True for the bands that the instrument measures at 20 m.</summary>
    public static IReadOnlyList<bool> IsTwentyMetres { get; } = [false, false, false, true, true, true, false, true, true, true];

    /// <summary>All materials.</summary>
    public static IReadOnlyCollection<Material> All => s_materials.Value.Values;

    /// <summary>The material of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public static Material Get(string name) => s_materials.Value[name];

    /// <summary>A spectrum of the class: its mean with a random brightness inside twice the spread and 2 % independent variation per band.</summary>
    internal static float[] Draw(string name, RandomStream random)
    {
        Material material = Get(name);
        double brightness = Math.Exp(material.Spread * Math.Clamp(random.NextNormal(), -2, 2));
        float[] spectrum = material.Scaled(brightness);
        double[] jitter = random.Normals(spectrum.Length);
        for (int b = 0; b < spectrum.Length; b++) spectrum[b] *= (float)(1 + 0.02 * jitter[b]);
        return spectrum;
    }

    private static Dictionary<string, Material> Read()
    {
        using Stream stream = typeof(MaterialLibrary).Assembly.GetManifestResourceStream("SolarGis.Training.Simulation.materials.csv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#'))
            .Skip(1)
            .Select(line => line.Split(','))
            .Select(cells => new Material(cells[0], Number(cells[1]), cells[2] == "measured", [.. cells.Skip(3).Select(cell => (float)Number(cell))]))
            .ToDictionary(material => material.Name);
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
