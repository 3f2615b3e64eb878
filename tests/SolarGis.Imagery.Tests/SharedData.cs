// SPDX-License-Identifier: MIT
namespace SolarGis.Imagery.Tests;

/// <summary>Real imagery that is not part of the repository.</summary>
public static class SharedData
{
    public static string Require(string relative)
    {
        string? folder = Environment.GetEnvironmentVariable("SOLARGIS_SHARED_DATA");
        Assert.SkipUnless(folder is not null && Path.Exists(Path.Combine(folder, relative)), $"SOLARGIS_SHARED_DATA holds no {relative}");
        return Path.Combine(folder!, relative);
    }
}
