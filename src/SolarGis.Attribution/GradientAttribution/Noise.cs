// SPDX-License-Identifier: MIT
using SolarGis.Models;
using TorchSharp;

namespace SolarGis.Attribution.GradientAttribution;

/// <summary>Gaussian noise for whole patches, cropped: the same draws whether a crop is used or not.</summary>
sealed class Noise(AttributionRun run, double deviation)
{
    readonly RandomStream _stream = run.Stream(NoisyGradients.Stream);

    /// <summary>The next patches' noise, [count, bands, h, w], in the caller's dispose scope.</summary>
    public torch.Tensor Next(int count)
    {
        using var scope = torch.NewDisposeScope();
        long[] shape = [count, run.Target.Bands, run.Target.Height, run.Target.Width];
        var normals = _stream.Normals((int)shape.Aggregate(1L, (product, edge) => product * edge));
        return (run.Target.Crop.Narrow(torch.tensor(normals, shape)) * deviation)
            .to(run.Target.Model.Precision).to(run.Target.Model.Device).contiguous().MoveToOuterDisposeScope();
    }
}
