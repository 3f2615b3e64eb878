// SPDX-License-Identifier: MIT
using System.Threading.Channels;

namespace SolarGis.Server.Client;

/// <summary>Says when one file may have changed. Its folder must exist.</summary>
internal sealed class FileChanges : IDisposable
{
    private readonly FileSystemWatcher watcher;
    private readonly Channel<bool> changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public FileChanges(string path)
    {
        watcher = new FileSystemWatcher(Path.GetDirectoryName(path)!, Path.GetFileName(path));
        watcher.Created += (_, _) => changes.Writer.TryWrite(true);
        watcher.Changed += (_, _) => changes.Writer.TryWrite(true);
        watcher.Renamed += (_, _) => changes.Writer.TryWrite(true);
        // An overflow of the buffer loses events: look again.
        watcher.Error += (_, _) => changes.Writer.TryWrite(true);
        watcher.EnableRaisingEvents = true;
    }

    /// <summary>Completes at the next change, or at once when one came since the last call.</summary>
    public Task NextAsync(CancellationToken cancel) => changes.Reader.ReadAsync(cancel).AsTask();

    public void Dispose() => watcher.Dispose();
}
