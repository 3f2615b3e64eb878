// SPDX-License-Identifier: MIT
using System.Diagnostics;

namespace SolarGis.Server.Client;

/// <summary>Keeps a child's last line on stderr, which says why it ended, and lets nothing fill the pipes.</summary>
internal sealed class ChildOutput : IDisposable
{
    private readonly Process child;
    private string? last;

    public ChildOutput(Process child)
    {
        this.child = child;
        child.OutputDataReceived += (_, _) => { };
        child.ErrorDataReceived += OnError;
        child.BeginOutputReadLine();
        child.BeginErrorReadLine();
    }

    /// <summary>The last line that is not blank.</summary>
    public string? LastLine
    {
        get
        {
            // Returns when both pipes are read to their ends, for a child that has exited.
            if (child.HasExited) child.WaitForExit();
            return Volatile.Read(ref last);
        }
    }

    public void Dispose() => child.ErrorDataReceived -= OnError;

    private void OnError(object sender, DataReceivedEventArgs e)
    {
        if (!string.IsNullOrWhiteSpace(e.Data)) Volatile.Write(ref last, e.Data.Trim());
    }
}
