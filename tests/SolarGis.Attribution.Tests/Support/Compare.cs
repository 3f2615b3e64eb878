// SPDX-License-Identifier: MIT
using TorchSharp;

namespace SolarGis.Attribution.Tests.Support;

static class Compare
{
    public static double[] Values(this torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return tensor.detach().cpu().to(torch.ScalarType.Float64).contiguous().data<double>().ToArray();
    }

    /// <summary>||actual - expected|| / ||expected||.</summary>
    public static double RelativeL2(IReadOnlyList<double> actual, IReadOnlyList<double> expected)
    {
        Assert.Equal(expected.Count, actual.Count);
        double error = 0, norm = 0;
        for (var i = 0; i < expected.Count; i++)
        {
            error += (actual[i] - expected[i]) * (actual[i] - expected[i]);
            norm += expected[i] * expected[i];
        }

        return Math.Sqrt(error) / Math.Max(Math.Sqrt(norm), 1e-300);
    }
}
