// SPDX-License-Identifier: MIT
using SolarGis.Models.UNet;
using SolarGis.Testing;
using TorchSharp;

namespace SolarGis.Models.Tests.Support;

/// <summary>The network whose logits PyTorch computed: base width 8, neither padding nor normalisation.</summary>
static class ReferenceUNet
{
    static readonly IReadOnlyDictionary<string, NumpyFile> Arrays =
        NumpyFile.LoadArchive(Path.Combine(AppContext.BaseDirectory, "Fixtures", "a64.npz"));

    public static UNetConfiguration Configuration { get; } = new() { Bands = 10, Widths = [8, 16, 32], PadTo = 0 };

    public static double[] Logits => Arrays["logits"].Values;

    public static torch.Tensor Input(torch.ScalarType precision) =>
        torch.tensor(Arrays["input"].Values, Arrays["input"].Shape).to(precision);

    public static IReadOnlyDictionary<string, torch.Tensor> State() => Arrays
        .Where(array => array.Key.StartsWith("weights/", StringComparison.Ordinal))
        .ToDictionary(array => array.Key["weights/".Length..], array => torch.tensor(array.Value.Values, array.Value.Shape));

    public static UNetModel Load(torch.ScalarType precision, bool foldBatchNorm = true)
    {
        using var scope = torch.NewDisposeScope();
        return UNetModel.Create(Configuration, State(), Descriptions.Of(Configuration), torch.CPU, precision, foldBatchNorm);
    }
}
