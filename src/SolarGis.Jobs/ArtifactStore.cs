// SPDX-License-Identifier: MIT
using System.Security.Cryptography;

namespace SolarGis.Jobs;

/// <summary>
/// One folder per job. Work happens in a hidden folder beside it, whose files are flushed and hashed before it takes the
/// job's name: a folder with that name is complete.
/// </summary>
/// <remarks>Thread-safe for different jobs.</remarks>
public sealed class ArtifactStore
{
    private const string Hidden = ".";
    private readonly string _root;
    private readonly ArtifactLimits _limits;
    private long _used;

    /// <summary>Uses a folder, after removing what an earlier process left unfinished in it.</summary>
    /// <param name="root">The folder; exists.</param>
    /// <param name="limits">How much disk results may take.</param>
    public ArtifactStore(string root, ArtifactLimits limits)
    {
        _root = root;
        _limits = limits;
        foreach (string left in Directory.EnumerateDirectories(root, Hidden + "*"))
            Directory.Delete(left, recursive: true);
        _used = SizeOf(root);
    }

    /// <summary>Bytes that all results take.</summary>
    public long UsedBytes => Interlocked.Read(ref _used);

    /// <summary>Throws when there is no room for another job's results.</summary>
    /// <exception cref="JobException">ARTIFACT_BUDGET, DISK_FULL or OUTPUT_UNWRITABLE.</exception>
    public void EnsureRoom()
    {
        if (UsedBytes >= _limits.MaxBytes)
            throw OverBudget();
        if (OnDisk(() => new DriveInfo(_root).AvailableFreeSpace) < _limits.MinFreeBytes)
            throw DiskFull.Error("the results of another job");
    }

    /// <summary>An empty folder for a job's work; what an earlier attempt left is removed.</summary>
    /// <exception cref="JobException">ARTIFACT_BUDGET, DISK_FULL or OUTPUT_UNWRITABLE.</exception>
    public string Begin(string jobId)
    {
        EnsureRoom();
        string folder = WorkFolder(jobId);
        return OnDisk(() =>
        {
            Discard(jobId);
            DataFolder.CreatePrivate(folder);
            return folder;
        });
    }

    /// <summary>Flushes, hashes and publishes a job's files.</summary>
    /// <exception cref="JobException">ARTIFACT_MISSING: a named file is not there; ARTIFACT_BUDGET; DISK_FULL.</exception>
    public IReadOnlyList<Artifact> Commit(string jobId, IReadOnlyList<ProducedFile> files)
    {
        string work = WorkFolder(jobId), final = Folder(jobId);
        try
        {
            Artifact[] artifacts = [.. files.Select(file => Seal(work, file))];
            long size = artifacts.Sum(artifact => artifact.Size);
            if (UsedBytes + size > _limits.MaxBytes)
                throw OverBudget();
            var names = artifacts.Select(artifact => artifact.Name).ToHashSet(StringComparer.Ordinal);
            foreach (string other in Directory.EnumerateFileSystemEntries(work).Where(path => !names.Contains(Path.GetFileName(path))))
                Remove(other);
            // Only a folder that no record knows can be in the way: its database was moved or replaced.
            if (Directory.Exists(final))
                Directory.Move(final, $"{final}.{Guid.NewGuid():N}");
            Directory.Move(work, final);
            Interlocked.Add(ref _used, size);
            return artifacts;
        }
        catch (IOException e) when (DiskFull.Is(e))
        {
            throw DiskFull.Error("the results of this job", e);
        }
    }

    /// <summary>Removes a job's unfinished work, if any.</summary>
    public void Discard(string jobId)
    {
        string work = WorkFolder(jobId);
        if (Directory.Exists(work))
            Directory.Delete(work, recursive: true);
    }

    /// <summary>Removes a job's results, if any.</summary>
    public void Delete(string jobId)
    {
        string final = Folder(jobId);
        if (!Directory.Exists(final))
            return;
        long size = SizeOf(final);
        // Gone at once even where the removal takes long or is cut short.
        string doomed = Path.Combine(_root, $"{Hidden}{jobId}.{Guid.NewGuid():N}");
        Directory.Move(final, doomed);
        Interlocked.Add(ref _used, -size);
        Directory.Delete(doomed, recursive: true);
    }

    /// <summary>Where a finished file lies.</summary>
    public string PathOf(string jobId, Artifact artifact) => Path.Combine(Folder(jobId), artifact.Name);

    /// <summary>Opens a finished file for reading.</summary>
    /// <exception cref="JobException">ARTIFACT_LOST: someone removed it from the disk.</exception>
    public FileStream OpenRead(string jobId, Artifact artifact)
    {
        try
        {
            return new FileStream(PathOf(jobId, artifact), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1,
                FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new JobException("ARTIFACT_LOST",
                $"'{artifact.Name}' of job '{jobId}' is no longer on the server's disk; run the job again.", e);
        }
    }

    private static T OnDisk<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (IOException e) when (DiskFull.Is(e))
        {
            throw DiskFull.Error("the results of this job", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JobException("OUTPUT_UNWRITABLE", "The server cannot write to its folder of results; ask its administrator to look at the folder and its disk.", e);
        }
    }

    private static Artifact Seal(string folder, ProducedFile file)
    {
        if (file.Name.Length == 0 || Path.GetFileName(file.Name) != file.Name || file.Name.StartsWith('.'))
            throw new JobException("ARTIFACT_MISSING", "The analysis named a result that is not a plain file; run it again.");
        string path = Path.Combine(folder, file.Name);
        if (!File.Exists(path))
            throw new JobException("ARTIFACT_MISSING", $"The analysis did not leave '{file.Name}'; run it again.");
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, 1, FileOptions.SequentialScan);
        stream.Flush(flushToDisk: true);
        return new Artifact(file.Name, file.Role, file.MediaType, file.Title, stream.Length, SHA256.HashData(stream));
    }

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        else
            File.Delete(path);
    }

    private static long SizeOf(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    private JobException OverBudget() => new("ARTIFACT_BUDGET",
        $"Stored results have reached this server's limit of {_limits.MaxBytes / 1_000_000_000.0:0.###} GB; "
        + "delete jobs that are no longer needed, then run it again.");

    private string Folder(string jobId) => Path.Combine(_root, jobId);

    private string WorkFolder(string jobId) => Path.Combine(_root, Hidden + jobId);
}
