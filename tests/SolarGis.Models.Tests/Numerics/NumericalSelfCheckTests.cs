// SPDX-License-Identifier: MIT
using SolarGis.Models.Numerics;
using SolarGis.Models.Tests.Support;
using SolarGis.Models.UNet;
using TorchSharp;

namespace SolarGis.Models.Tests.Numerics;

[Collection(typeof(ProcessWide))]
public sealed class NumericalSelfCheckTests
{
    [Fact]
    public void Widths_of_multiples_of_16_run_with_oneDNN()
    {
        using var model = RandomUNet.Load(RandomUNet.Configuration(32, 64, 128));
        Assert.True(model.SelfCheck!.Passed);
        Assert.Equal(13, model.SelfCheck.Convolutions);
        Assert.Contains("oneDNN on", model.Execution, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, 16, 32)]
    [InlineData(24, 48, 96)]
    public void Other_widths_are_right_with_or_without_oneDNN(params int[] widths)
    {
        using var scope = torch.NewDisposeScope();
        var configuration = RandomUNet.Configuration(widths) with { PadTo = 0 };
        torch.manual_seed(3);
        using var module = new UNetModule(configuration);
        var state = UNetState.Of(module);
        var description = Descriptions.Of(configuration);
        using (var model = UNetModel.Create(configuration, state, description, torch.CPU, torch.ScalarType.Float32))
        using (var exact = UNetModel.Create(configuration, state, description, torch.CPU, torch.ScalarType.Float64))
        {
            Assert.True(model.SelfCheck!.Passed);
            Assert.Equal(Mkldnn.IsEnabled ? "on" : "off", model.Execution.Split("oneDNN ")[1].Split(' ', ',')[0]);
            var (logits, gradient) = Run(model);
            var (exactLogits, exactGradient) = Run(exact);
            Assert.InRange(Numbers.RelativeL2(logits, exactLogits), 0, 1e-5);
            Assert.InRange(Numbers.RelativeL2(gradient, exactGradient), 0, 1e-2);
        }

        Assert.True(Mkldnn.IsEnabled, "The switch is given back with the model.");
    }

    [Fact]
    public void A_model_that_was_checked_without_oneDNN_keeps_it_off()
    {
        Assert.SkipUnless(Mkldnn.IsSwitchable, "oneDNN cannot be switched off on this system.");
        UNetModel second;
        using (Mkldnn.Suspend())
        {
            second = RandomUNet.Load(RandomUNet.Configuration(16, 32));
            Assert.Contains("oneDNN off", second.Execution, StringComparison.Ordinal);
        }

        Assert.False(Mkldnn.IsEnabled);
        second.Dispose();
        Assert.True(Mkldnn.IsEnabled);
    }

    [Fact]
    public void A_model_says_when_another_one_switched_oneDNN_off()
    {
        Assert.SkipUnless(Mkldnn.IsSwitchable, "oneDNN cannot be switched off on this system.");
        using var model = RandomUNet.Load(RandomUNet.Configuration(16, 32));
        using (Mkldnn.Suspend())
            Assert.Contains("oneDNN off (for another model)", model.Execution, StringComparison.Ordinal);
        Assert.Contains("oneDNN on", model.Execution, StringComparison.Ordinal);
    }

    [Fact]
    public void Leases_nest_and_count_once_each()
    {
        Assert.SkipUnless(Mkldnn.IsSwitchable, "oneDNN cannot be switched off on this system.");
        var first = Mkldnn.Suspend();
        var second = Mkldnn.Suspend();
        first.Dispose();
        first.Dispose();
        Assert.False(Mkldnn.IsEnabled);
        second.Dispose();
        Assert.True(Mkldnn.IsEnabled);
    }

    [Fact]
    public void Convolutions_that_are_wrong_either_way_are_refused()
    {
        using var scope = torch.NewDisposeScope();
        var configuration = RandomUNet.Configuration(16, 32);
        using var module = new UNetModule(configuration);
        var state = UNetState.Of(module);
        state["bott.conv1.weight"].fill_(float.MaxValue); // overflows float32, not float64
        var error = Assert.Throws<ModelException>(() =>
            UNetModel.Create(configuration, state, Descriptions.Of(configuration), torch.CPU, torch.ScalarType.Float32, foldBatchNorm: false));
        Assert.Equal("MODEL_UNSUPPORTED", error.Reason);
        Assert.Contains("bott.conv1", error.Message, StringComparison.Ordinal);
        Assert.True(Mkldnn.IsEnabled);
    }

    [Fact]
    public void Float64_needs_no_check()
    {
        using var model = RandomUNet.Load(RandomUNet.Configuration(8, 16), torch.ScalarType.Float64);
        Assert.Null(model.SelfCheck);
        Assert.EndsWith("float64", model.Execution, StringComparison.Ordinal);
    }

    [Fact]
    public void Layouts_agree()
    {
        using var scope = torch.NewDisposeScope();
        using var module = new UNetModule(RandomUNet.Configuration(16, 32, 48));
        module.eval();
        var patch = RandomUNet.Patch(64, 48);
        var plain = module.call(patch).Values();
        module.ChannelsLast = true;
        Assert.InRange(Numbers.RelativeL2(module.call(patch).Values(), plain), 0, 1e-5);
    }

    static (double[] Logits, double[] Gradient) Run(UNetModel model)
    {
        using var scope = torch.NewDisposeScope();
        var leaf = RandomUNet.Patch(64, 64, model.Precision).requires_grad_(true);
        var logits = model.Logits(leaf);
        logits.sum().backward();
        return (logits.Values(), leaf.grad!.Values());
    }
}
