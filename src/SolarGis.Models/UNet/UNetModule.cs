// SPDX-License-Identifier: MIT
using System.Globalization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SolarGis.Models.UNet;

/// <summary>
/// A U-Net (Ronneberger et al. 2015) with bilinear upsampling: blocks enc1.., bott, ..dec1, a skip connection per level, a 1x1 head.
/// Reflectance goes in, logits come out: the normalisation and the padding of the bands are part of it.
/// </summary>
/// <remarks>New modules are in training mode with random weights; their parameters are float32 on the CPU.</remarks>
public sealed class UNetModule : nn.Module<Tensor, Tensor>
{
    // All in arrays: a field that is a module would be registered a second time, under the field's name.
    private readonly ConvolutionBlock[] _encoders;
    private readonly ConvolutionBlock[] _bottleneck;
    private readonly UpsamplingBlock[] _upsamplers;
    private readonly ConvolutionBlock[] _decoders;
    private readonly Conv2d[] _head;

    /// <summary>Builds the network.</summary>
    /// <exception cref="ModelException">MODEL_DAMAGED: the numbers describe no network.</exception>
    public UNetModule(UNetConfiguration configuration) : base("UNet")
    {
        ArgumentNullException.ThrowIfNull(configuration);
        configuration.Validate();
        Configuration = configuration;
        var widths = configuration.Widths;
        int skips = widths.Count - 1;
        (_encoders, _upsamplers, _decoders) = (new ConvolutionBlock[skips], new UpsamplingBlock[skips], new ConvolutionBlock[skips]);
        for (int i = 0; i < skips; i++)
        {
            string level = (i + 1).ToString(CultureInfo.InvariantCulture);
            _encoders[i] = Block("enc" + level, i == 0 ? configuration.InputChannels : widths[i - 1], widths[i]);
            _upsamplers[i] = new("up" + level, widths[i + 1], widths[i]);
            _decoders[i] = Block("dec" + level, 2 * widths[i], widths[i]);
        }

        _bottleneck = [Block("bott", skips == 0 ? configuration.InputChannels : widths[^2], widths[^1])];
        _head = [nn.Conv2d(widths[0], 1L, 1L)];
        Register();
    }

    /// <summary>What it was built from.</summary>
    public UNetConfiguration Configuration { get; }

    /// <summary>
    /// Whether activations are laid out channels last, which oneDNN computes faster. The values are the same to rounding.
    /// </summary>
    public bool ChannelsLast { get; set; }

    /// <summary>Computes logits.</summary>
    /// <param name="input">[N, bands, H, W] reflectance; H and W multiples of the stride.</param>
    /// <returns>[N, 1, H, W].</returns>
    public override Tensor forward(Tensor input) => Walk(input, null);

    /// <summary>Computes logits and shows every activation to a visitor.</summary>
    /// <param name="input">[N, bands, H, W] reflectance; H and W multiples of the stride.</param>
    /// <param name="visitor">Sees and may replace activations; null for none.</param>
    /// <returns>[N, 1, H, W], in the caller's dispose scope; with a visitor all activations are there as well.</returns>
    public Tensor Walk(Tensor input, IActivationVisitor? visitor)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var scope = visitor is null ? NewDisposeScope() : null;
        var x = Prepare(input);
        var skips = new Tensor[_encoders.Length];
        for (int i = 0; i < skips.Length; i++)
        {
            skips[i] = _encoders[i].Walk(x, visitor);
            x = visitor.Show(new($"pool{i + 1}", LayerKind.MaxPool), skips[i], nn.functional.max_pool2d(skips[i], 2L));
        }

        x = _bottleneck[0].Walk(x, visitor);
        for (int i = skips.Length - 1; i >= 0; i--)
        {
            x = _upsamplers[i].Walk(x, visitor);
            x = visitor.Show(new($"cat{i + 1}", LayerKind.Concatenation), x, cat([x, skips[i]], 1));
            x = _decoders[i].Walk(x, visitor);
        }

        x = visitor.Show(new("head", LayerKind.Convolution), x, _head[0].forward(x));
        return scope is null ? x : x.MoveToOuterDisposeScope();
    }

    private Tensor Prepare(Tensor x)
    {
        if (Configuration.IsNormalised) x = (x - get_buffer("mean")!) * get_buffer("scale")!;
        if (ChannelsLast) x = x.permute(0, 2, 3, 1);
        int missing = Configuration.InputChannels - Configuration.Bands;
        if (missing > 0) x = nn.functional.pad(x, ChannelsLast ? [0, missing] : [0, 0, 0, 0, 0, missing]);
        return ChannelsLast ? x.contiguous().permute(0, 3, 1, 2) : x;
    }

    private ConvolutionBlock Block(string stage, int inputs, int outputs) => new(stage, inputs, outputs, Configuration.BatchNorm);

    private void Register()
    {
        foreach (var encoder in _encoders) register_module(encoder.GetName(), encoder);
        register_module("bott", _bottleneck[0]);
        for (int i = _decoders.Length - 1; i >= 0; i--)
        {
            register_module(_upsamplers[i].GetName(), _upsamplers[i]);
            register_module(_decoders[i].GetName(), _decoders[i]);
        }

        register_module("head", _head[0]);
        if (!Configuration.IsNormalised) return;
        // Not persistent: model.json is the one place that states the normalisation.
        Keep("mean", Configuration.Mean);
        Keep("scale", Configuration.StandardDeviation.Select(deviation => 1 / deviation));

        // Buffers, unlike parameters, would die with the dispose scope that the module is built in.
        void Keep(string name, IEnumerable<double> values) => register_buffer(
            name, tensor(values.ToArray(), [1, Configuration.Bands, 1, 1], ScalarType.Float32).DetachFromDisposeScope(), persistent: false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var module in children()) module.Dispose();
            foreach (var buffer in buffers(recurse: false)) buffer.Dispose();
        }

        base.Dispose(disposing);
    }
}
