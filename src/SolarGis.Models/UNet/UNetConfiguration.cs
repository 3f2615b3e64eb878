// SPDX-License-Identifier: MIT
namespace SolarGis.Models.UNet;

/// <summary>The architecture of a U-Net, and the normalisation in front of it.</summary>
public sealed record UNetConfiguration
{
    /// <summary>Input bands.</summary>
    public required int Bands { get; init; }

    /// <summary>
    /// Channels per level, from full resolution down to the bottleneck. Multiples of 16 are fast everywhere; others are computed wrongly by
    /// some builds of oneDNN and then run without it.
    /// </summary>
    public IReadOnlyList<int> Widths { get; init; } = [32, 64, 128];

    /// <summary>Channels that the first convolution sees: the bands, then zeros. Not above <see cref="Bands"/> means no padding.</summary>
    public int PadTo { get; init; } = 16;

    /// <summary>Whether a batch normalisation follows each convolution; without one the convolutions have a bias.</summary>
    public bool BatchNorm { get; init; } = true;

    /// <summary>Per-band mean reflectance that is subtracted; empty for none.</summary>
    public IReadOnlyList<double> Mean { get; init; } = [];

    /// <summary>Per-band standard deviation of reflectance that the input is divided by; empty for none.</summary>
    public IReadOnlyList<double> StandardDeviation { get; init; } = [];

    /// <summary>Channels of the first convolution's input.</summary>
    public int InputChannels => Math.Max(Bands, PadTo);

    /// <summary>Resolutions, the bottleneck's included.</summary>
    public int Levels => Widths.Count;

    /// <summary>Total stride: both edges of an input are multiples of it.</summary>
    public int Stride => 1 << (Widths.Count - 1);

    /// <summary>How far an output pixel sees.</summary>
    public ReceptiveField ReceptiveField => ReceptiveField.Of(this);

    /// <summary>Whether inputs pass unchanged into the network.</summary>
    internal bool IsNormalised => Mean.Count > 0;

    /// <summary>Every layer in the order in which it is computed.</summary>
    public IReadOnlyList<Layer> Layers => [.. LayersInOrder()];

    /// <summary>Refuses numbers that no network can be built from.</summary>
    /// <exception cref="ModelException">MODEL_DAMAGED, in words.</exception>
    public void Validate()
    {
        if (Bands is < 1 or > 1024) throw Damaged($"{Bands} bands");
        if (Widths.Count is < 1 or > 6) throw Damaged($"{Widths.Count} levels");
        if (Widths.Any(width => width is < 1 or > 4096)) throw Damaged($"widths {string.Join(", ", Widths)}");
        if (PadTo > 4096) throw Damaged($"{PadTo} input channels");
        if (Mean.Count != StandardDeviation.Count || (Mean.Count > 0 && Mean.Count != Bands))
            throw Damaged($"{Mean.Count} means and {StandardDeviation.Count} standard deviations for {Bands} bands");
        if (!Mean.All(double.IsFinite) || !StandardDeviation.All(deviation => double.IsFinite(deviation) && deviation > 0))
            throw Damaged("a normalisation that is not finite or divides by zero");
    }

    /// <summary>The resolution that a layer's convolution runs at: 0 is the input's, each next one half of it.</summary>
    internal int LevelOf(Layer layer)
    {
        string stage = layer.Stage;
        return stage switch
        {
            "bott" => Levels - 1,
            "head" => 0,
            _ => stage[^1] - '1',
        };
    }

    private IEnumerable<Layer> LayersInOrder()
    {
        for (int level = 1; level < Levels; level++)
        {
            foreach (var layer in Block($"enc{level}")) yield return layer;
            yield return new($"pool{level}", LayerKind.MaxPool);
        }

        foreach (var layer in Block("bott")) yield return layer;
        for (int level = Levels - 1; level >= 1; level--)
        {
            yield return new($"up{level}.0", LayerKind.Upsample);
            yield return new($"up{level}.1", LayerKind.Convolution);
            yield return new($"cat{level}", LayerKind.Concatenation);
            foreach (var layer in Block($"dec{level}")) yield return layer;
        }

        yield return new("head", LayerKind.Convolution);
    }

    private IEnumerable<Layer> Block(string stage)
    {
        for (int i = 1; i <= 2; i++)
        {
            yield return new($"{stage}.conv{i}", LayerKind.Convolution);
            if (BatchNorm) yield return new($"{stage}.bn{i}", LayerKind.BatchNorm);
            yield return new($"{stage}.relu{i}", LayerKind.Relu);
        }
    }

    private static ModelException Damaged(string what) =>
        new("MODEL_DAMAGED", $"The model's description has {what}, which no U-Net can be built from; get the model again.");
}
