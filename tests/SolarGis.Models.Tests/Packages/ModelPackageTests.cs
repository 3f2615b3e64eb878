// SPDX-License-Identifier: MIT
using System.IO.Compression;
using System.Security.Cryptography;
using SolarGis.Models.Packages;
using SolarGis.Models.Tests.Support;
using SolarGis.Models.UNet;
using TorchSharp;

namespace SolarGis.Models.Tests.Packages;

public sealed class ModelPackageTests
{
    [Fact]
    public void A_saved_model_computes_the_same_as_the_module_from_a_folder_and_from_a_zip()
    {
        using var scope = torch.NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var module = new UNetModule(RandomUNet.Configuration(16, 32));
        module.call(RandomUNet.Patch(32, 32)); // moves the running statistics away from their start
        module.eval();
        ModelPackage.Save(folder["tiny-0.1.0"], module, PackageFixture.Manifest());
        ZipFile.CreateFromDirectory(folder["tiny-0.1.0"], folder["flat.zip"]);
        ZipFile.CreateFromDirectory(folder["tiny-0.1.0"], folder["nested.zip"], CompressionLevel.Optimal, includeBaseDirectory: true);
        double[] expected = module.call(RandomUNet.Patch(32, 48)).Values();
        foreach (string name in new[] { "tiny-0.1.0", "flat.zip", "nested.zip" })
        {
            using var model = ModelPackage.Load(folder[name], torch.CPU, torch.ScalarType.Float64);
            var logits = model.Logits(RandomUNet.Patch(32, 48, torch.ScalarType.Float64));
            Assert.InRange(Numbers.RelativeL2(logits.Values(), expected), 0, 1e-5);
        }
    }

    [Fact]
    public void What_the_architecture_fixes_is_written_and_the_rest_kept()
    {
        using var folder = new TemporaryFolder();
        using var module = new UNetModule(RandomUNet.Configuration(16, 16, 16));
        var package = ModelPackage.Save(folder["a"], module, PackageFixture.Manifest() with { Stride = 99, Halo = 1 });
        Assert.Equal((4, 26, 28), (package.Manifest.Stride, package.Manifest.ReceptiveRadius, package.Manifest.Halo));
        Assert.Equal(new("B2", 490, 0.2, 0.1), package.Description.Bands[0]);
        Assert.Equal("tiny 0.1.0", package.Description.Label);
        Assert.Equal([new ModelScore("IoU", 0.01, "nothing")], package.Manifest.Scores);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder["a/weights.safetensors"]))), package.Description.Hash);
        Assert.Equal(["a"], Directory.EnumerateDirectories(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_package_is_never_overwritten()
    {
        using var folder = new TemporaryFolder();
        PackageFixture.Save(folder["a"]);
        Assert.Equal("MODEL_EXISTS", Assert.Throws<ModelException>(() => PackageFixture.Save(folder["a"])).Reason);
    }

    [Fact]
    public void Weights_that_are_not_finite_are_not_saved()
    {
        using var folder = new TemporaryFolder();
        using var module = new UNetModule(RandomUNet.Configuration(16, 16));
        using (torch.no_grad()) module.parameters().First().fill_(float.NaN);
        Assert.Throws<ModelException>(() => ModelPackage.Save(folder["a"], module, PackageFixture.Manifest()));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Every_flipped_byte_of_the_weights_is_noticed()
    {
        using var folder = new TemporaryFolder();
        PackageFixture.Save(folder["a"]);
        byte[] weights = File.ReadAllBytes(folder["a/weights.safetensors"]);
        foreach (int position in new[] { 0, 100, weights.Length / 2, weights.Length - 1 })
        {
            byte[] changed = [.. weights];
            changed[position] ^= 1;
            File.WriteAllBytes(folder["a/weights.safetensors"], changed);
            AssertRefused("MODEL_DAMAGED", "SHA-256", folder["a"]);
        }

        File.WriteAllBytes(folder["a/weights.safetensors"], weights[..^4]);
        AssertRefused("MODEL_DAMAGED", "SHA-256", folder["a"]);
        File.Delete(folder["a/weights.safetensors"]);
        AssertRefused("MODEL_DAMAGED", "lacks weights.safetensors", folder["a"]);
    }

    [Theory]
    [InlineData("\"mean\": 0.2", "\"mean\": 0.3", "MODEL_DAMAGED", "not trained with")]
    [InlineData("\"stride\": 2", "\"stride\": 4", "MODEL_DAMAGED", "another stride")]
    [InlineData("\"halo\": ", "\"halo\": 1", "MODEL_DAMAGED", "another stride")]
    [InlineData("\"schema_version\": 1", "\"schema_version\": 2", "MODEL_UNSUPPORTED", "newer version")]
    [InlineData("\"kind\": \"unet\"", "\"kind\": \"torchscript\"", "MODEL_UNSUPPORTED", "torchscript")]
    [InlineData("\"kind\": \"unet\"", "\"kind\": \"onnx\"", "MODEL_UNSUPPORTED", "onnx")]
    [InlineData("\"kind\": \"unet\"", "\"kind\": \"else\"", "MODEL_UNSUPPORTED", "does not know")]
    [InlineData("\"name\": \"tiny\"", "\"name\": \"../tiny\"", "MODEL_DAMAGED", "name")]
    [InlineData("\"name\": \"tiny\"", "\"name\": null", "MODEL_DAMAGED", "cannot be read")]
    [InlineData("weights.safetensors", "../weights.safetensors", "MODEL_DAMAGED", "outside of the package")]
    [InlineData("weights.safetensors", "/etc/passwd", "MODEL_DAMAGED", "outside of the package")]
    [InlineData("\"role\": \"B3\"", "\"role\": \"B2\"", "MODEL_DAMAGED", "two of the same")]
    [InlineData("\"standard_deviation\": 0.1", "\"standard_deviation\": 0", "MODEL_DAMAGED", "divides by zero")]
    [InlineData("\"widths\": [", "\"widths\": [1000000,", "MODEL_DAMAGED", "widths")]
    [InlineData("\"bands\": [", "\"bands\": [[", "MODEL_DAMAGED", "line")]
    [InlineData("{\n  \"schema", "", "MODEL_DAMAGED", "cannot be read")]
    public void A_manifest_that_does_not_fit_is_refused(string text, string replacement, string reason, string expected)
    {
        using var folder = new TemporaryFolder();
        PackageFixture.Save(folder["a"]);
        string manifest = File.ReadAllText(folder["a/model.json"]);
        Assert.Contains(text, manifest, StringComparison.Ordinal);
        File.WriteAllText(folder["a/model.json"], manifest.Replace(text, replacement, StringComparison.Ordinal));
        AssertRefused(reason, expected, folder["a"]);
    }

    [Fact]
    public void Nothing_there_is_an_unknown_model()
    {
        using var folder = new TemporaryFolder();
        AssertRefused("MODEL_UNKNOWN", "no model package nothing", folder["nothing"]);
        AssertRefused("MODEL_DAMAGED", "lacks model.json", folder.Path);
    }

    [Theory]
    [InlineData("../model.json")]
    [InlineData("/model.json")]
    [InlineData("a/../model.json")]
    [InlineData("C:\\model.json")]
    [InlineData("a\\..\\..\\model.json")]
    [InlineData("a/b/model.json")]
    public void A_zip_whose_names_lead_elsewhere_is_refused(string name)
    {
        using var folder = new TemporaryFolder();
        using (var archive = ZipFile.Open(folder["a.zip"], ZipArchiveMode.Create)) archive.CreateEntry(name);
        AssertRefused("MODEL_DAMAGED", "get the model again", folder["a.zip"]);
    }

    [Fact]
    public void Zips_that_exhaust_memory_or_are_none_are_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["none.zip"], "no zip");
        AssertRefused("MODEL_DAMAGED", "readable zip", folder["none.zip"]);

        using (var archive = ZipFile.Open(folder["many.zip"], ZipArchiveMode.Create))
            for (int i = 0; i < 100; i++) archive.CreateEntry($"{i}");
        AssertRefused("MODEL_DAMAGED", "over 64 files", folder["many.zip"]);

        using (var archive = ZipFile.Open(folder["twice.zip"], ZipArchiveMode.Create))
            for (int i = 0; i < 2; i++) archive.CreateEntry("model.json");
        AssertRefused("MODEL_DAMAGED", "same name", folder["twice.zip"]);

        using (var archive = ZipFile.Open(folder["bomb.zip"], ZipArchiveMode.Create))
        {
            using var stream = archive.CreateEntry("model.json").Open();
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 32; i++) stream.Write(zeros);
        }

        Assert.True(new FileInfo(folder["bomb.zip"]).Length < 100_000);
        AssertRefused("MODEL_DAMAGED", "more than any model needs", folder["bomb.zip"]);
    }

    [Fact]
    public void A_truncated_zip_is_refused()
    {
        using var folder = new TemporaryFolder();
        PackageFixture.Save(folder["a"]);
        ZipFile.CreateFromDirectory(folder["a"], folder["a.zip"]);
        byte[] whole = File.ReadAllBytes(folder["a.zip"]);
        for (int part = 0; part < 16; part++)
        {
            File.WriteAllBytes(folder["part.zip"], whole[..(whole.Length * part / 16)]);
            AssertRefused("MODEL_DAMAGED", "", folder["part.zip"]);
        }
    }

    static void AssertRefused(string reason, string expected, string path)
    {
        var error = Assert.Throws<ModelException>(() => ModelPackage.Load(path, torch.CPU, torch.ScalarType.Float64).Dispose());
        Assert.Equal(reason, error.Reason);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath(), error.Message, StringComparison.Ordinal);
    }
}
