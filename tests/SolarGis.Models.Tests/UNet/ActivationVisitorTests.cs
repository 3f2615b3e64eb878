// SPDX-License-Identifier: MIT
using SolarGis.Models.Tests.Support;
using SolarGis.Models.UNet;
using TorchSharp;

namespace SolarGis.Models.Tests.UNet;

public sealed class ActivationVisitorTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_layer_is_seen_once_in_order(bool foldBatchNorm)
    {
        using var scope = torch.NewDisposeScope();
        using var model = ReferenceUNet.Load(torch.ScalarType.Float64, foldBatchNorm);
        var recorder = new Recorder();
        var input = ReferenceUNet.Input(torch.ScalarType.Float64);
        var logits = model.Logits(input, recorder);
        Assert.Equal(model.Configuration.Layers, recorder.Seen.Select(step => step.Layer));
        Assert.Equal(model.Configuration.Layers.Count, model.Configuration.Layers.DistinctBy(layer => layer.Name).Count());
        Assert.Equal(foldBatchNorm ? 0 : 10, recorder.Seen.Count(step => step.Layer.Kind == LayerKind.BatchNorm));
        Assert.Equal(logits.Values(), model.Logits(input).Values());
        Assert.Equal(logits.Values(), recorder.Seen[^1].Output.Values());
        Assert.Equal([1, 32, 16, 16], recorder.Seen.Single(step => step.Layer.Name == "bott.relu2").Output.shape);
    }

    [Fact]
    public void An_activation_that_is_replaced_changes_what_follows()
    {
        using var scope = torch.NewDisposeScope();
        using var model = ReferenceUNet.Load(torch.ScalarType.Float64);
        var input = ReferenceUNet.Input(torch.ScalarType.Float64);
        var plain = new Recorder();
        model.Logits(input, plain);
        var changed = new Recorder("head", output => output * 0 + 5);
        Assert.All(model.Logits(input, changed).Values(), value => Assert.Equal(5, value));
        var silenced = new Recorder("bott.relu2", output => torch.zeros_like(output));
        model.Logits(input, silenced);
        Assert.Equal(plain.Seen[0].Output.Values(), silenced.Seen[0].Output.Values());
        Assert.NotEqual(plain.Seen[^1].Output.Values(), silenced.Seen[^1].Output.Values());
    }

    /// <summary>The graph cut into leaves at every ReLU and max-pool, walked backwards with the plain rule, is the plain gradient.</summary>
    [Fact]
    public void Cuts_walked_backwards_give_the_gradient()
    {
        using var scope = torch.NewDisposeScope();
        using var model = ReferenceUNet.Load(torch.ScalarType.Float64);
        var whole = ReferenceUNet.Input(torch.ScalarType.Float64).requires_grad_(true);
        model.Logits(whole).sum().backward();

        var leaf = ReferenceUNet.Input(torch.ScalarType.Float64).requires_grad_(true);
        var cutter = new Cutter();
        model.Logits(leaf, cutter).sum().backward();
        foreach (var (output, cut) in Enumerable.Reverse(cutter.Cuts)) output.backward([cut.grad!]);
        Assert.Equal(12, cutter.Cuts.Count);
        Assert.InRange(Numbers.RelativeL2(leaf.grad!.Values(), whole.grad!.Values()), 0, 1e-12);
    }

    [Fact]
    public void Weights_are_frozen_and_inputs_are_checked()
    {
        using var scope = torch.NewDisposeScope();
        using var model = RandomUNet.Load(RandomUNet.Configuration(16, 16), torch.ScalarType.Float64);
        Assert.False(model.Logits(RandomUNet.Patch(8, 8, torch.ScalarType.Float64)).requires_grad);
        Assert.Throws<ArgumentException>(() => model.Logits(RandomUNet.Patch(8, 8)));
        Assert.Throws<ArgumentException>(() => model.Logits(RandomUNet.Patch(7, 8, torch.ScalarType.Float64)));
        Assert.Throws<ArgumentException>(() => model.Logits(torch.zeros(1, 9, 8, 8, torch.ScalarType.Float64)));
    }

    [Fact]
    public void Weights_of_another_network_are_refused()
    {
        using var scope = torch.NewDisposeScope();
        var state = new Dictionary<string, torch.Tensor>(ReferenceUNet.State());
        state["enc1.conv1.weight"] = torch.zeros(8, 9, 3, 3);
        Assert.Contains("8x9x3x3", Refusal(state), StringComparison.Ordinal);
        state.Remove("enc1.conv1.weight");
        Assert.Contains("enc1.conv1.weight", Refusal(state), StringComparison.Ordinal);
        state = new(ReferenceUNet.State()) { ["extra"] = torch.zeros(1) };
        Assert.Contains("extra", Refusal(state), StringComparison.Ordinal);

        static string Refusal(IReadOnlyDictionary<string, torch.Tensor> state)
        {
            var error = Assert.Throws<ModelException>(() => UNetModel.Create(
                ReferenceUNet.Configuration, state, Descriptions.Of(ReferenceUNet.Configuration), torch.CPU, torch.ScalarType.Float64));
            Assert.Equal("MODEL_DAMAGED", error.Reason);
            return error.Message;
        }
    }

    sealed class Recorder(string? replaced = null, Func<torch.Tensor, torch.Tensor>? replacement = null) : IActivationVisitor
    {
        public List<(Layer Layer, torch.Tensor Output)> Seen { get; } = [];

        public torch.Tensor Visit(Layer layer, torch.Tensor input, torch.Tensor output)
        {
            var result = layer.Name == replaced ? replacement!(output) : output;
            Seen.Add((layer, result));
            return result;
        }
    }

    sealed class Cutter : IActivationVisitor
    {
        public List<(torch.Tensor Output, torch.Tensor Cut)> Cuts { get; } = [];

        public torch.Tensor Visit(Layer layer, torch.Tensor input, torch.Tensor output)
        {
            if (layer.Kind is not (LayerKind.Relu or LayerKind.MaxPool)) return output;
            var cut = output.detach().clone().requires_grad_(true);
            Cuts.Add((output, cut));
            return cut;
        }
    }
}
