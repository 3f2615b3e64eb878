// SPDX-License-Identifier: MIT
using TorchSharp;

namespace SolarGis.Models.Tests.Support;

static class Numbers
{
    public static double[] Values(this torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return tensor.detach().cpu().to(torch.ScalarType.Float64).contiguous().data<double>().ToArray();
    }

    /// <summary>||actual - expected|| / ||expected||.</summary>
    public static double RelativeL2(double[] actual, double[] expected)
    {
        Assert.Equal(expected.Length, actual.Length);
        double error = Math.Sqrt(actual.Zip(expected, (a, e) => (a - e) * (a - e)).Sum());
        return error / Math.Sqrt(expected.Sum(e => e * e));
    }
}
