// SPDX-License-Identifier: MIT
namespace SolarGis.Models.Packages;

/// <summary>The models that are offered: what was in some folders when this was made.</summary>
public sealed class ModelRegistry
{
    private readonly string _default;

    /// <summary>Looks through folders for packages, each a sub-folder with model.json or a zip file.</summary>
    /// <param name="folders">In order of precedence: of two packages of one name and version the first counts. Missing folders are empty ones.</param>
    /// <param name="defaultModel">"name" or "name@version"; empty for the bundled one.</param>
    public ModelRegistry(IEnumerable<string> folders, string? defaultModel = null)
    {
        ArgumentNullException.ThrowIfNull(folders);
        _default = defaultModel?.Trim() ?? "";
        var packages = new Dictionary<(string, string), ModelPackage>();
        var problems = new List<ModelProblem>();
        foreach (string path in folders.SelectMany(Candidates))
        {
            try
            {
                var package = ModelPackage.Open(path);
                packages.TryAdd((package.Manifest.Name, package.Manifest.Version), package);
            }
            catch (ModelException error)
            {
                problems.Add(new(path, error.Reason, error.Message));
            }
        }

        Problems = problems;
        Packages = [.. packages.Values
            .OrderBy(package => package.Manifest.Name, StringComparer.Ordinal)
            .ThenByDescending(package => package.Manifest.Version, ModelVersion.Order)];
        Default = _default.Length == 0 ? Bundled() : Match(_default);
    }

    /// <summary>Where the models lie that ship with the program.</summary>
    public static string BundledFolder => Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>By name, the newest version first.</summary>
    public IReadOnlyList<ModelPackage> Packages { get; }

    /// <summary>What was found and cannot be used.</summary>
    public IReadOnlyList<ModelProblem> Problems { get; }

    /// <summary>The configured model, else the bundled one, else the only one; null where there is none such.</summary>
    public ModelPackage? Default { get; }

    /// <summary>Finds a package.</summary>
    /// <param name="model">"name" (its newest version) or "name@version"; empty for the default.</param>
    /// <exception cref="ModelException">MODEL_UNKNOWN, naming the models there are.</exception>
    public ModelPackage Find(string? model = null)
    {
        string wanted = model?.Trim() ?? "";
        if ((wanted.Length == 0 ? Default : Match(wanted)) is { } found) return found;
        string offered = Packages.Count == 0
            ? "there are no models here; install one or train your own"
            : $"there are {string.Join(", ", Packages.Take(20).Select(package => $"{package.Manifest.Name}@{package.Manifest.Version}"))}";
        if (wanted.Length == 0 && _default.Length == 0) throw new ModelException("MODEL_UNKNOWN", $"No model was named and none is the default; {offered}.");
        string shown = wanted.Length == 0 ? _default : wanted;
        throw new ModelException("MODEL_UNKNOWN", $"There is no model \"{(shown.Length <= 80 ? shown : shown[..80] + "...")}\"; {offered}.");
    }

    private ModelPackage? Match(string wanted)
    {
        string[] parts = wanted.Split('@', 2);
        return Packages.FirstOrDefault(package => package.Manifest.Name == parts[0] && (parts.Length == 1 || package.Manifest.Version == parts[1]));
    }

    private ModelPackage? Bundled() =>
        Packages.FirstOrDefault(package => Path.GetDirectoryName(Path.GetFullPath(package.Path)) == Path.GetFullPath(BundledFolder))
        ?? (Packages.Count == 1 ? Packages[0] : null);

    private static IEnumerable<string> Candidates(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        try
        {
            return [.. Directory.EnumerateDirectories(folder).Where(path => File.Exists(Path.Combine(path, ManifestJson.FileName)))
                .Concat(Directory.EnumerateFiles(folder, "*.zip"))
                // Packages that are being written.
                .Where(path => !path.EndsWith(".part", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
