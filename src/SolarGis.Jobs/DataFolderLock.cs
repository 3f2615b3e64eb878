// SPDX-License-Identifier: MIT
namespace SolarGis.Jobs;

/// <summary>Makes sure that one server alone uses a data folder. The system lets go when the process ends, however it ends.</summary>
public sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="JobException">DATA_FOLDER_IN_USE.</exception>
    public static DataFolderLock Take(DataFolder folder)
    {
        try
        {
            return new DataFolderLock(new FileStream(
                Path.Combine(folder.Root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e)
        {
            int? other = ReadyFile.TryRead(folder.ReadyFile)?.ProcessId;
            throw new JobException("DATA_FOLDER_IN_USE",
                $"Another server{(other is null ? "" : $" (process {other})")} uses the data folder {folder.Root}; "
                + "use that one, end it first, or start this one with another --data folder.", e);
        }
    }

    /// <summary>Gives the folder back.</summary>
    public void Dispose() => _file.Dispose();
}
