// SPDX-License-Identifier: MIT
using SolarGis.Models.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace SolarGis.Models.UNet;

/// <summary>A U-Net with frozen weights.</summary>
public sealed class UNetModel : SegmentationModel
{
    private readonly UNetModule _module;
    private readonly NumericalExecution _execution;

    private UNetModel(UNetModule module, NumericalExecution execution, ModelDescription description, Device device, ScalarType precision)
    {
        (_module, _execution, Description, Device, Precision) = (module, execution, description, device, precision);
    }

    /// <inheritdoc/>
    public override ModelDescription Description { get; }

    /// <inheritdoc/>
    public override Device Device { get; }

    /// <inheritdoc/>
    public override ScalarType Precision { get; }

    /// <inheritdoc/>
    public override bool SupportsGradients => true;

    /// <inheritdoc/>
    public override string Execution => _execution.ToString();

    /// <summary>What the check of its convolutions found when it was loaded; null in float64.</summary>
    public SelfCheckReport? SelfCheck => _execution.Report;

    /// <summary>The architecture that runs: without batch normalisation where that was folded.</summary>
    public UNetConfiguration Configuration => _module.Configuration;

    /// <summary>Builds the network around given values, freezes it and checks its convolutions on this machine.</summary>
    /// <param name="configuration">The architecture that the values belong to.</param>
    /// <param name="state">Named values (<see cref="UNetState"/>), which are copied.</param>
    /// <param name="description">What to say of the model.</param>
    /// <param name="device">Where it runs.</param>
    /// <param name="precision">Float32 or Float64.</param>
    /// <param name="foldBatchNorm">Whether to merge batch normalisation into the convolutions: faster, and the same to rounding.</param>
    /// <exception cref="ModelException">MODEL_DAMAGED: the values do not fit; MODEL_UNSUPPORTED: this machine computes it wrongly.</exception>
    public static UNetModel Create(
        UNetConfiguration configuration,
        IReadOnlyDictionary<string, Tensor> state,
        ModelDescription description,
        Device device,
        ScalarType precision,
        bool foldBatchNorm = true)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(device);
        if (precision is not (ScalarType.Float32 or ScalarType.Float64))
            throw new ModelException("MODEL_UNSUPPORTED", $"Models run in float32 or float64, not in {precision}.");
        using var scope = NewDisposeScope();
        if (foldBatchNorm && configuration.BatchNorm) (configuration, state) = UNetState.FoldBatchNorm(configuration, state);
        var module = new UNetModule(configuration);
        try
        {
            module.to(precision);
            UNetState.Load(module, state);
            module.eval();
            foreach (var parameter in module.parameters()) parameter.requires_grad = false;
            module.to(device);
            return new(module, NumericalExecution.Settle(module, device, precision), description, device, precision);
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override Tensor Logits(Tensor patch) => Logits(patch, null);

    /// <summary>Computes logits and shows every activation to a visitor.</summary>
    /// <param name="patch">As for <see cref="Logits(Tensor)"/>.</param>
    /// <param name="visitor">Sees and may replace activations; null for none.</param>
    /// <returns>[N, 1, H, W] logits, in the caller's dispose scope; with a visitor all activations are there as well.</returns>
    public Tensor Logits(Tensor patch, IActivationVisitor? visitor)
    {
        ArgumentNullException.ThrowIfNull(patch);
        int stride = Configuration.Stride;
        if (patch.dim() != 4 || patch.shape[1] != Configuration.Bands || patch.shape[2] % stride != 0 || patch.shape[3] % stride != 0)
        {
            throw new ArgumentException(
                $"The network takes [N, {Configuration.Bands}, H, W] with edges that are multiples of {stride}, not [{string.Join(", ", patch.shape)}].",
                nameof(patch));
        }

        if (patch.dtype != Precision) throw new ArgumentException($"The network runs in {Precision}, the patch is {patch.dtype}.", nameof(patch));
        return _module.Walk(patch, visitor);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        _module.Dispose();
        _execution.Dispose();
    }
}
