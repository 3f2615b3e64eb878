// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Options;
using TorchSharp;

namespace SolarGis.Attribution.GradientAttribution;

/// <summary>Gradients at the patch plus Gaussian noise.</summary>
static class NoisyGradients
{
    /// <summary>Name of the random stream that all noise on patches comes from.</summary>
    public const string Stream = "noise_tunnel_noise";

    /// <summary>The settings that SmoothGrad and VarGrad share.</summary>
    public static MethodOption[] Options { get; } =
    [
        MethodOption.WholeNumber("samples", "Samples", "Number of noisy patches.", 20, 2, 1000),
        MethodOption.Number("stdev", "Noise", "Standard deviation of the noise, in reflectance.", 0.05, 1e-6, 1),
        MethodOption.Seed,
    ];

    /// <summary>Runs through noisy patches, batch by batch; draws are made for the whole patch, so the crop changes nothing.</summary>
    /// <param name="run">Input and target.</param>
    /// <param name="use">Gets the noisy inputs and the gradients of a batch, both [n, bands, h, w].</param>
    public static void ForEach(AttributionRun run, Action<torch.Tensor, torch.Tensor> use)
    {
        int samples = run.Values.WholeNumber("samples"), batch = run.BatchSize(gradients: true);
        var noise = new Noise(run, run.Values.Number("stdev"));
        for (var start = 0; start < samples; start += batch)
        {
            run.Step("differentiating noisy patches", (double)start / samples);
            using var scope = torch.NewDisposeScope();
            var noisy = run.Input + noise.Next(Math.Min(batch, samples - start));
            var (_, gradients) = run.Target.EvaluateWithGradient(noisy);
            use(noisy, gradients);
        }
    }
}
