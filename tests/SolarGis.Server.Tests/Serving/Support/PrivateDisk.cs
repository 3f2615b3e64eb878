// SPDX-License-Identifier: MIT
namespace SolarGis.Server.Tests.Serving.Support;

/// <summary>
/// Starts a server whose data folder is a small or read-only disk of its own: a tmpfs in a mount namespace, which a user
/// namespace allows without root and which vanishes with the process.
/// </summary>
internal static class PrivateDisk
{
    /// <summary>The wrapper that mounts and then becomes the server.</summary>
    /// <param name="folder">Where; exists.</param>
    /// <param name="options">Of the mount, such as "size=8m" or "ro".</param>
    public static string[] Wrapper(string folder, string options)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Only Linux gives a process a disk of its own.");
        return ["unshare", "--map-root-user", "--mount", "sh", "-c", $"mount -t tmpfs -o {options} tmpfs \"$0\" && exec \"$@\"", folder];
    }

    /// <summary>How this process sees the mount of another.</summary>
    public static Func<int, string> SeenFromOutside(string folder) => process => $"/proc/{process}/root{folder}";
}
