// SPDX-License-Identifier: MIT
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using OSGeo.GDAL;
using OSGeo.OSR;
using SolarGis.Analysis.Tests.Support;
using SolarGis.V1;

namespace SolarGis.Server.Tests.Serving.Support;

/// <summary>A server with its real engine, models whose answers are known, and images good and bad; for all tests of a class.</summary>
public sealed partial class RealServer : IAsyncLifetime
{
    public static readonly string[] Roles = ["B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12"];

    private readonly TemporaryFolder _folder = new();

    internal RunningServer Server { get; private set; } = null!;

    /// <summary>A good image, 200 x 160 pixels, with one farm.</summary>
    public string Good => this["image.tif"];

    /// <summary>A file of the folder that the server may read.</summary>
    public string this[string name] => Path.Combine(_folder["images"], name);

    public async ValueTask InitializeAsync()
    {
        string images = _folder.Sub("images"), models = _folder.Sub("data/models");
        SaveModels(models);
        TestImage.Write(Good);
        Server = await RunningServer.StartAsync(_folder["data"],
            new Dictionary<string, string> { ["Limits:PixelsPerJob"] = "40000", ["HeartbeatSeconds"] = "1" }, ["--allow", images]);
    }

    /// <summary>The models of the tests, a damaged one, and one whose weights are not numbers.</summary>
    internal static void SaveModels(string folder)
    {
        TestModels.SaveSpectral(folder);
        TestModels.SaveRandom(folder);
        Spoil(folder, "damaged", weights => weights[^10] ^= 1, after: weights => weights[^11] ^= 1);
        Spoil(folder, "infinite", weights => BitConverter.GetBytes(float.NaN).CopyTo(weights, weights.Length - 4), after: _ => { });
    }

    /// <summary>An image of zeros that takes no room on the disk and minutes to segment.</summary>
    internal static string SaveVast(string path)
    {
        Imagery.GdalRuntime.Initialise();
        using Driver driver = Gdal.GetDriverByName("GTiff");
        using Dataset dataset = driver.Create(path, 8000, 8000, Roles.Length, DataType.GDT_Float32, ["TILED=YES", "SPARSE_OK=TRUE", "BIGTIFF=YES"]);
        using var system = new SpatialReference("");
        system.ImportFromEPSG(TestImage.Epsg);
        dataset.SetSpatialRef(system);
        dataset.SetGeoTransform([500_000, 10, 0, 2_500_000, 0, -10]);
        for (int i = 0; i < Roles.Length; i++)
        {
            using Band band = dataset.GetRasterBand(i + 1);
            band.SetDescription(Roles[i]);
        }
        return path;
    }

    /// <summary>A segmentation of the good image by the model whose numbers can be computed by hand.</summary>
    internal SegmentationRequest Segmentation() => new() { Image = Requests.Image(Good), Model = TestModels.Spectral };

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A copy whose weights are changed before and after their hash is noted.</summary>
    private static void Spoil(string folder, string name, Action<byte[]> before, Action<byte[]> after)
    {
        string source = Path.Combine(folder, TestModels.Spectral), target = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        byte[] weights = File.ReadAllBytes(Path.Combine(source, "weights.safetensors"));
        string manifest = File.ReadAllText(Path.Combine(source, "model.json")).Replace($"\"{TestModels.Spectral}\"", $"\"{name}\"", StringComparison.Ordinal);
        before(weights);
        manifest = Hash().Replace(manifest, Convert.ToHexStringLower(SHA256.HashData(weights)));
        after(weights);
        File.WriteAllBytes(Path.Combine(target, "weights.safetensors"), weights);
        File.WriteAllText(Path.Combine(target, "model.json"), manifest, new UTF8Encoding(false));
    }

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Hash();
}
