// SPDX-License-Identifier: MIT
using SolarGis.Models.UNet;
using static TorchSharp.torch;

namespace SolarGis.Models.Numerics;

/// <summary>Compares every convolution of a network, forward and gradient to the input, with the same in float64.</summary>
public static class NumericalSelfCheck
{
    // The edges at full resolution: the first fills vectors at every level of a three-level network, the second leaves a remainder at each.
    private static readonly (long Height, long Width)[] Sizes = [(64, 64), (60, 72)];

    /// <summary>Checks a network as it would run now: its weights, its layout, its device, the libraries as they are switched.</summary>
    /// <param name="module">A network with float32 weights.</param>
    public static SelfCheckReport Run(UNetModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        using var scope = NewDisposeScope();
        var parameters = module.named_parameters().ToDictionary(p => p.name, p => p.parameter.detach());
        var device = parameters.Values.First().device;
        using var generator = new Generator(20, CPU);
        var convolutions = module.Configuration.Layers.Where(layer => layer.Kind == LayerKind.Convolution).ToList();
        var report = new SelfCheckReport(convolutions.Count, 0, "none");
        foreach (var layer in convolutions)
        {
            var weight = parameters[layer.Name + ".weight"];
            int level = module.Configuration.LevelOf(layer);
            foreach ((long height, long width) in Sizes)
            {
                using var inner = NewDisposeScope();
                var input = Layout(randn([1, weight.shape[1], height >> level, width >> level], generator: generator).to(device));
                var upstream = Layout(randn([1, weight.shape[0], height >> level, width >> level], generator: generator).to(device));
                var actual = Convolve(input, weight, upstream, ScalarType.Float32);
                var expected = Convolve(input, weight, upstream, ScalarType.Float64);
                report = Worst(report, Error(actual.Output, expected.Output), layer.Name + ", forward");
                report = Worst(report, Error(actual.Gradient, expected.Gradient), layer.Name + ", input gradient");
            }
        }

        return report;

        Tensor Layout(Tensor x) => module.ChannelsLast ? x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : x;
    }

    private static (Tensor Output, Tensor Gradient) Convolve(Tensor input, Tensor weight, Tensor upstream, ScalarType precision)
    {
        using var enabled = enable_grad();
        var leaf = input.to(precision, copy: true).requires_grad_(true);
        long border = weight.shape[2] / 2;
        var output = nn.functional.conv2d(leaf, weight.to(precision), padding: [border, border]);
        output.backward([upstream.to(precision)]);
        return (output.detach(), leaf.grad!);
    }

    private static double Error(Tensor actual, Tensor expected) =>
        (actual.to(ScalarType.Float64) - expected).norm().item<double>() / Math.Max(expected.norm().item<double>(), double.Epsilon);

    // Written so that NaN counts as worst and stays.
    private static SelfCheckReport Worst(SelfCheckReport report, double error, string where) =>
        error <= report.WorstError || double.IsNaN(report.WorstError) ? report : report with { WorstError = error, WorstLayer = where };
}
