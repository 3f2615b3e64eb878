// SPDX-License-Identifier: MIT
using TorchSharp;

namespace SolarGis.Attribution.GradientAttribution;

/// <summary>Weighted sums of gradients along the straight line from the baseline to the patch.</summary>
static class PathIntegral
{
    /// <summary>Adds weight_k times the gradient at baseline + node_k * (input - baseline) to a sum.</summary>
    /// <param name="run">Input, baseline and target.</param>
    /// <param name="sum">What to add to, left unchanged; null for 0.</param>
    /// <param name="nodes">Positions in [0, 1].</param>
    /// <param name="weights">One weight per node.</param>
    /// <param name="before">Steps that were taken before, for the progress.</param>
    /// <param name="most">Steps that may be taken in all, for the progress.</param>
    /// <returns>[1, bands, h, w] in the caller's dispose scope.</returns>
    public static torch.Tensor Add(AttributionRun run, torch.Tensor? sum, double[] nodes, double[] weights, int before, int most)
    {
        using var scope = torch.NewDisposeScope();
        var precision = run.Target.Model.Precision;
        var batch = run.BatchSize(gradients: true);
        var difference = run.Input - run.Baseline;
        var total = sum is null ? torch.zeros_like(run.Input) : sum.clone();
        for (var start = 0; start < nodes.Length; start += batch)
        {
            run.Step("integrating the gradients", (double)(before + start) / most);
            using var step = torch.NewDisposeScope();
            var count = Math.Min(batch, nodes.Length - start);
            var position = torch.tensor(nodes.AsSpan(start, count).ToArray(), [count, 1, 1, 1], device: run.Input.device).to(precision);
            var weight = torch.tensor(weights.AsSpan(start, count).ToArray(), [count, 1, 1, 1], device: run.Input.device).to(precision);
            var (_, gradients) = run.Target.EvaluateWithGradient(run.Baseline + position * difference);
            total.add_((gradients * weight).sum(0, true));
        }

        return total.MoveToOuterDisposeScope();
    }
}
