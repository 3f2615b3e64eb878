// SPDX-License-Identifier: MIT

namespace SolarGis.Server.Client;

/// <summary>What a person at the command line is told: one plain sentence, and what the shell gets.</summary>
internal sealed class ClientException : Exception
{
    public ClientException(int exitCode, string reason, string message, Exception? inner = null) : base(message, inner) =>
        (ExitCode, Reason) = (exitCode, reason);

    /// <summary>One of <see cref="Commands.ExitCode"/>.</summary>
    public int ExitCode { get; }

    /// <summary>Machine-readable reason in upper snake case.</summary>
    public string Reason { get; }

    /// <summary>The input cannot be used.</summary>
    public static ClientException Refused(string reason, string message, Exception? inner = null) =>
        new(Commands.ExitCode.Refused, reason, message, inner);
}
