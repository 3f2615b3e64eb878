// SPDX-License-Identifier: MIT
using System.Text.Json;
using SolarGis.Jobs;
using SolarGis.Server.Configuration;

namespace SolarGis.Server.Services;

/// <summary>The folders that images may be read from: configured ones, and those that a local user allowed, which outlive a restart.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class AllowedFolders
{
    private readonly string _file;
    private readonly Lock _gate = new();
    private readonly List<string> _folders;

    public AllowedFolders(ServerOptions options, DataFolder data)
    {
        _file = Path.Combine(data.Root, "allowed-folders.json");
        IsLocalUser = OptionsCheck.IsLoopback(options);
        _folders = [.. options.AllowedFolders.Concat(IsLocalUser ? Load() : []).Distinct()];
    }

    /// <summary>True where the server serves the one person who started it on their own computer.</summary>
    public bool IsLocalUser { get; }

    public IReadOnlyList<string> All
    {
        get { lock (_gate) return [.. _folders]; }
    }

    /// <summary>Allows a folder.</summary>
    /// <exception cref="JobException">LOCAL_USER_ONLY.</exception>
    /// <exception cref="RequestException">FOLDER_INVALID.</exception>
    public void Allow(string folder)
    {
        if (!IsLocalUser)
            throw new JobException("LOCAL_USER_ONLY", "Only the administrator of this server allows folders, with its setting AllowedFolders.");
        if (!Path.IsPathFullyQualified(folder) || !Directory.Exists(folder))
            throw new RequestException("folder", "FOLDER_INVALID", "The folder does not exist on this computer; give its full path.");
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        lock (_gate)
        {
            if (_folders.Contains(full))
                return;
            _folders.Add(full);
            PrivateFile.Write(_file, JsonSerializer.SerializeToUtf8Bytes(_folders));
        }
    }

    private string[] Load()
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(_file)) ?? [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }
}
