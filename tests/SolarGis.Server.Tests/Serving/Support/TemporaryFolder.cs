// SPDX-License-Identifier: MIT
namespace SolarGis.Server.Tests.Serving.Support;

/// <summary>A folder of one test or class, removed after it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("solargis-serving-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Sub(string name) => Directory.CreateDirectory(this[name]).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
