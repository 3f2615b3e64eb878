// SPDX-License-Identifier: MIT
using System.Security.Cryptography;
using SolarGis.Server.Client;

namespace SolarGis.Server.Commands.Output;

/// <summary>The folder that results go to.</summary>
internal static class OutputFolder
{
    /// <summary>Makes the folder and tries it: a job of an hour must not end at a folder that takes no file.</summary>
    /// <exception cref="ClientException">OUTPUT_UNWRITABLE.</exception>
    public static void Prepare(string folder)
    {
        string probe = Path.Combine(folder, $".{RandomNumberGenerator.GetHexString(8)}.part");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(probe, [0]);
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ClientException(ExitCode.Failed, "OUTPUT_UNWRITABLE", $"The folder {folder} cannot be written to; choose another one with --out.", e);
        }
    }
}
