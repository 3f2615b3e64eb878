// SPDX-License-Identifier: MIT
namespace SolarGis.Server.Commands;

/// <summary>What the process says to the shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The work failed; the message says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration is wrong; nothing was started.</summary>
    public const int Usage = 2;

    /// <summary>A port, or the data folder, is in use by another program.</summary>
    public const int InUse = 3;

    /// <summary>Cancelled by the user.</summary>
    public const int Cancelled = 130;
}
