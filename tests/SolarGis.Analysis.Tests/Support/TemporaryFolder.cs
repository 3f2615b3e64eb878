// SPDX-License-Identifier: MIT
namespace SolarGis.Analysis.Tests.Support;

/// <summary>A folder of one test, removed after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("solargis-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Sub(string name) => Directory.CreateDirectory(this[name]).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
