// SPDX-License-Identifier: MIT
using SolarGis.Attribution.Options;
using SolarGis.Attribution.Tests.Support;
using TorchSharp;

namespace SolarGis.Attribution.Tests;

/// <summary>Each mistake ends in one plain sentence and a reason.</summary>
public sealed class BadInputTests : IDisposable
{
    readonly LinearModel _model = new();
    readonly torch.Tensor _patch = torch.rand([10, 16, 16], torch.ScalarType.Float64);

    [Fact]
    public void Unknown_method_names_those_there_are()
    {
        var error = Assert.Throws<AttributionException>(() => AttributionMethods.Get("magic"));
        Assert.Equal("METHOD_UNKNOWN", error.Reason);
        Assert.All(AttributionMethods.All, method => Assert.Contains(method.Name, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("steps", "0", "steps of integrated_gradients is \"0\"; give a whole number from 1 to 2000.")]
    [InlineData("steps", "many", "steps of integrated_gradients is \"many\"; give a whole number from 1 to 2000.")]
    [InlineData("early_stop", "perhaps", "early_stop of integrated_gradients is \"perhaps\"; give true or false.")]
    [InlineData("rule", "simpson", "rule of integrated_gradients is \"simpson\"; give one of: midpoint, gauss_legendre, trapezoid, riemann_right.")]
    public void Option_out_of_range_says_what_fits(string option, string text, string message)
    {
        var error = Assert.Throws<AttributionException>(() => Explain(new() { Values = new Dictionary<string, string> { [option] = text } }));
        Assert.Equal(("OPTION_INVALID", message), (error.Reason, error.Message));
    }

    [Fact]
    public void Unknown_option_names_those_there_are()
    {
        var error = Assert.Throws<AttributionException>(() => Explain(new() { Values = new Dictionary<string, string> { ["m"] = "5" } }));
        Assert.Equal("integrated_gradients has no option \"m\"; it takes: steps, rule, early_stop.", error.Message);
    }

    [Fact]
    public void Non_finite_imagery_is_refused()
    {
        _patch[3, 2, 1] = torch.tensor(double.NaN);
        Assert.Equal("NON_FINITE", Assert.Throws<AttributionException>(() => Explain(new())).Reason);
    }

    [Fact]
    public void A_region_over_nodata_is_refused() =>
        Assert.Equal("REGION_NODATA", Assert.Throws<AttributionException>(() => Explain(new() { Valid = new bool[256] })).Reason);

    [Fact]
    public void A_batch_over_the_memory_budget_is_refused() =>
        Assert.Equal("BATCH_OVER_MEMORY", Assert.Throws<AttributionException>(() => Explain(new() { BatchSize = 100000 })).Reason);

    [Fact]
    public void A_target_over_the_memory_budget_is_refused() =>
        Assert.Equal("TARGET_TOO_LARGE", Assert.Throws<AttributionException>(() => Explain(new() { MemoryBudget = 1000 })).Reason);

    [Fact]
    public void A_patch_of_another_size_is_refused()
    {
        using var target = _model.Target();
        using var patch = torch.rand([9, 16, 16]);
        Assert.Equal("PATCH_SIZE", Assert.Throws<AttributionException>(() => AttributionMethods.Default.Attribute(target, patch, new(), cancel: TestContext.Current.CancellationToken)).Reason);
    }

    [Fact]
    public void A_forward_only_model_is_told_which_methods_work()
    {
        using var model = new LinearModel(supportsGradients: false);
        using var target = model.Target();
        var error = Assert.Throws<AttributionException>(() => AttributionMethods.Default.Attribute(target, _patch, new(), cancel: TestContext.Current.CancellationToken));
        Assert.Equal("METHOD_NEEDS_GRADIENTS", error.Reason);
        Assert.All(AttributionMethods.WithoutGradients, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_method_accepts_its_own_defaults_and_describes_itself() =>
        Assert.All(AttributionMethods.All, method =>
        {
            Assert.Matches("^[a-z_]+$", method.Name);
            Assert.NotEmpty(method.Title);
            Assert.NotEmpty(method.Description);
            Assert.NotEmpty(method.Reference);
            Assert.All(method.Options, option => Assert.Equal(option.DefaultValue, option.Validate(method.Name, option.DefaultValue)));
        });

    public void Dispose()
    {
        _patch.Dispose();
        _model.Dispose();
    }

    void Explain(MethodOptions options)
    {
        using var target = _model.Target();
        AttributionMethods.Default.Attribute(target, _patch, options).Dispose();
    }
}
