// SPDX-License-Identifier: MIT
namespace SolarGis.Jobs;

/// <summary>Where one server keeps everything: paths only, plus the folders themselves.</summary>
public sealed class DataFolder
{
    /// <summary>Uses a folder; nothing is created before <see cref="Create"/>.</summary>
    /// <param name="root">The folder, absolute or relative to the working directory.</param>
    public DataFolder(string root) => Root = Path.GetFullPath(root);

    /// <summary>
    /// The folder of the current user: <c>$XDG_DATA_HOME/solargis</c> (<c>~/.local/share/solargis</c> where unset), or
    /// <c>%LOCALAPPDATA%\SolarGis</c> on Windows.
    /// </summary>
    public static string DefaultRoot => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        OperatingSystem.IsWindows() ? "SolarGis" : "solargis");

    /// <summary>The folder itself, absolute.</summary>
    public string Root { get; }

    /// <summary>The user's own model packages.</summary>
    public string Models => Path.Combine(Root, "models");

    /// <summary>The job database's folder.</summary>
    public string Jobs => Path.Combine(Root, "jobs");

    /// <summary>One folder per job with its results.</summary>
    public string Artefacts => Path.Combine(Root, "artefacts");

    /// <summary>Pixels that clients sent.</summary>
    public string Uploads => Path.Combine(Root, "uploads");

    /// <summary>Log files.</summary>
    public string Logs => Path.Combine(Root, "logs");

    /// <summary>The job database.</summary>
    public string Database => Path.Combine(Jobs, "jobs.sqlite");

    /// <summary>How to reach the running server; see <see cref="ReadyFile"/>.</summary>
    public string ReadyFile => Path.Combine(Root, "ready.json");

    /// <summary>The settings file of this user, read between <c>appsettings.json</c> and the environment.</summary>
    public string SettingsFile => Path.Combine(Root, "settings.json");

    /// <summary>Creates the folders, readable by their owner alone where the platform has modes.</summary>
    /// <exception cref="JobException">DATA_FOLDER_UNWRITABLE: the folder cannot be written to.</exception>
    public void Create()
    {
        try
        {
            foreach (string folder in (string[])[Root, Models, Jobs, Artefacts, Uploads, Logs])
                CreatePrivate(folder);
            string probe = Path.Combine(Root, $".probe-{Environment.ProcessId}");
            using (new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JobException("DATA_FOLDER_UNWRITABLE",
                $"The data folder {Root} cannot be written to ({e.Message.TrimEnd('.')}); choose another with --data or SOLARGIS__DATA.", e);
        }
    }

    internal static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
