// SPDX-License-Identifier: MIT
using SolarGis.Training.Simulation;
using TorchSharp;
using static TorchSharp.torch;

namespace SolarGis.Training.Fitting;

/// <summary>Measures a model on simulated scenes, pixel by pixel and farm by farm.</summary>
public static class SceneEvaluator
{
    private const int LeastObjectPixels = 25;

    /// <summary>Scores a model.</summary>
    /// <param name="logits">[1, 10, H, W] reflectance to [1, 1, H, W] logits.</param>
    /// <param name="scenes">Scenes that it was not trained on.</param>
    /// <param name="threshold">Probability from which a pixel counts as found.</param>
    /// <param name="cancel">Stops between two scenes.</param>
    public static EvaluationScores Evaluate(
        Func<Tensor, Tensor> logits, IEnumerable<SimulatedScene> scenes, double threshold = 0.5, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(scenes);
        long both = 0, found = 0, known = 0, pixels = 0;
        int count = 0, farms = 0, recalled = 0, objects = 0, right = 0;
        foreach (SimulatedScene scene in scenes)
        {
            cancel.ThrowIfCancellationRequested();
            bool[] mask = Array.ConvertAll(Probabilities(logits, scene), p => p >= threshold);
            for (int i = 0; i < mask.Length; i++)
            {
                if (mask[i]) found++;
                if (scene.Labels[i] != 0) known++;
                if (mask[i] && scene.Labels[i] != 0) both++;
            }

            pixels += mask.Length;
            count++;
            foreach (SolarFarm farm in scene.Farms)
            {
                farms++;
                if (ShareFound(farm, scene, mask) >= 0.5) recalled++;
            }

            foreach (List<int> region in ConnectedRegions.Of(mask, scene.Width).Where(region => region.Count >= LeastObjectPixels))
            {
                objects++;
                if (2 * region.Count(i => scene.Labels[i] != 0) >= region.Count) right++;
            }
        }

        return new EvaluationScores
        {
            Scenes = count,
            Threshold = threshold,
            PixelIoU = Ratio(both, found + known - both),
            PixelF1 = Ratio(2 * both, found + known),
            PixelPrecision = Ratio(both, found),
            PixelRecall = Ratio(both, known),
            FalsePositiveRate = (double)(found - both) / Math.Max(1, pixels - known),
            Farms = farms,
            ObjectRecall = Ratio(recalled, farms),
            ObjectPrecision = Ratio(right, objects),
        };
    }

    /// <summary>Runs a model over a whole scene.</summary>
    /// <returns>Probabilities, [row][column].</returns>
    public static float[] Probabilities(Func<Tensor, Tensor> logits, SimulatedScene scene)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(scene);
        using DisposeScope scope = NewDisposeScope();
        using var frozen = no_grad();
        Tensor patch = tensor(scene.Pixels, [1, GroundCanvas.Bands, scene.Height, scene.Width]);
        return [.. logits(patch).sigmoid().to(ScalarType.Float32).cpu().data<float>()];
    }

    private static double ShareFound(SolarFarm farm, SimulatedScene scene, bool[] mask)
    {
        PolygonCoverage coverage = PolygonCoverage.Of(farm.Outline, scene.Width, scene.Height);
        int inside = 0, hit = 0;
        for (int i = 0; i < coverage.Share.Length; i++)
        {
            if (coverage.Share[i] <= 0.5f) continue;
            inside++;
            int row = coverage.Window.Row + i / coverage.Window.Width, column = coverage.Window.Column + i % coverage.Window.Width;
            if (mask[row * scene.Width + column]) hit++;
        }

        return Ratio(hit, inside);
    }

    // Nothing there and nothing found is a full score.
    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : 1;
}
