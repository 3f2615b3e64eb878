// SPDX-License-Identifier: MIT
using CsCheck;
using SolarGis.Models.Packages;
using SolarGis.Models.Tests.Support;

namespace SolarGis.Models.Tests.Packages;

public sealed class ModelRegistryTests
{
    [Fact]
    public void Models_are_found_by_name_and_version_and_bad_ones_reported()
    {
        using var folder = new TemporaryFolder();
        foreach (string version in new[] { "0.9.0", "0.10.0", "0.10.0-rc1" }) PackageFixture.Save(folder["solar-" + version], "solar", version);
        PackageFixture.Save(folder["other"], "other", "1.0");
        PackageFixture.Save(folder["damaged"], "damaged", "1.0");
        File.WriteAllText(folder["damaged/model.json"], "{");
        File.WriteAllText(folder["none.zip"], "no zip");
        Directory.CreateDirectory(folder["unrelated"]);

        var registry = new ModelRegistry([folder.Path, folder["missing"]], "solar");

        Assert.Equal(["other@1.0", "solar@0.10.0", "solar@0.10.0-rc1", "solar@0.9.0"], registry.Packages.Select(Name));
        Assert.Equal(["damaged", "none.zip"], registry.Problems.Select(problem => Path.GetFileName(problem.Path)));
        Assert.All(registry.Problems, problem => Assert.Equal("MODEL_DAMAGED", problem.Reason));
        Assert.Equal("solar@0.10.0", Name(registry.Find("solar")));
        Assert.Equal("solar@0.9.0", Name(registry.Find("solar@0.9.0")));
        Assert.Equal("solar@0.10.0", Name(registry.Find()));
        var error = Assert.Throws<ModelException>(() => registry.Find("sollar"));
        Assert.Equal("MODEL_UNKNOWN", error.Reason);
        Assert.Contains("\"sollar\"; there are other@1.0, solar@0.10.0", error.Message, StringComparison.Ordinal);
        Assert.Throws<ModelException>(() => registry.Find("solar@0.8.0"));
    }

    [Fact]
    public void Without_a_setting_the_only_model_is_the_default()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("install one", Assert.Throws<ModelException>(() => new ModelRegistry([folder.Path]).Find()).Message, StringComparison.Ordinal);
        PackageFixture.Save(folder["a"], "a");
        Assert.Equal("a@0.1.0", Name(new ModelRegistry([folder.Path]).Find("")));
        PackageFixture.Save(folder["b"], "b");
        var registry = new ModelRegistry([folder.Path]);
        Assert.Null(registry.Default);
        Assert.Contains("none is the default", Assert.Throws<ModelException>(() => registry.Find()).Message, StringComparison.Ordinal);
        Assert.Contains("\"gone\"", Assert.Throws<ModelException>(() => new ModelRegistry([folder.Path], "gone").Find()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_folder_wins()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["first"]);
        Directory.CreateDirectory(folder["second"]);
        PackageFixture.Save(folder["first/a"], "a");
        PackageFixture.Save(folder["second/a"], "a");
        Assert.Equal(folder["second/a"], Assert.Single(new ModelRegistry([folder["second"], folder["first"]]).Packages).Path);
    }

    [Fact]
    public void Bundled_models_are_whole()
    {
        var registry = new ModelRegistry([ModelRegistry.BundledFolder]);
        Assert.Empty(registry.Problems);
        foreach (var package in registry.Packages)
        {
            using var model = package.Load(TorchSharp.torch.CPU, TorchSharp.torch.ScalarType.Float64);
            Assert.Equal(10, model.Description.Bands.Count);
        }
    }

    [Fact]
    public void Versions_are_ordered_by_their_numbers()
    {
        Gen.Int[0, 200].Array[3].Select(Gen.Int[0, 200].Array[3]).Sample((a, b) =>
            Math.Sign(ModelVersion.Order.Compare(string.Join('.', a), string.Join('.', b)))
            == Math.Sign(a.Zip(b, (x, y) => x.CompareTo(y)).FirstOrDefault(order => order != 0)));
        Assert.True(ModelVersion.Order.Compare("1.0.0", "1.0.0-rc2") > 0);
        Assert.True(ModelVersion.Order.Compare("1.0.0-rc1", "1.0.0-rc2") < 0);
        Assert.Equal(0, ModelVersion.Order.Compare("1.0", "1.0.0"));
    }

    static string Name(ModelPackage package) => $"{package.Manifest.Name}@{package.Manifest.Version}";
}
