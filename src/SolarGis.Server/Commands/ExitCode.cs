// SPDX-License-Identifier: MIT
namespace SolarGis.Server.Commands;

/// <summary>What the process says to the shell: the same for every command, shown by <c>solargis --help</c>.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The work failed; the message says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration is wrong; nothing was started.</summary>
    public const int Usage = 2;

    /// <summary>The input or the request was refused: a raster, region, model or option that cannot be used.</summary>
    public const int Refused = 3;

    /// <summary>No server answers, or it does not accept the token.</summary>
    public const int Unreachable = 4;

    /// <summary>A port, or the data folder, is in use by another program.</summary>
    public const int InUse = 5;

    /// <summary>Cancelled by the user.</summary>
    public const int Cancelled = 130;

    /// <summary>The table that the help prints.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Success, "done"),
        (Failed, "the work failed; the message says why"),
        (Usage, "the command line or the configuration is wrong"),
        (Refused, "the input was refused (raster, region, model or option)"),
        (Unreachable, "no server answers, or it does not accept the token"),
        (InUse, "a port or the data folder is in use by another program"),
        (Cancelled, "cancelled by Ctrl-C"),
    ];
}
