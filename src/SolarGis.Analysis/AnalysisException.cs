// SPDX-License-Identifier: MIT
namespace SolarGis.Analysis;

/// <summary>A request that cannot be served; the message is one plain sentence that says what to do.</summary>
public sealed class AnalysisException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="reason">Machine-readable reason in upper snake case, such as METHOD_UNKNOWN.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="inner">The cause, for the log.</param>
    public AnalysisException(string reason, string message, Exception? inner = null) : base(message, inner) => Reason = reason;

    /// <summary>Machine-readable reason in upper snake case.</summary>
    public string Reason { get; }
}
