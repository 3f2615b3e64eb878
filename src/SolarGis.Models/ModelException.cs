// SPDX-License-Identifier: MIT
namespace SolarGis.Models;

/// <summary>A model that cannot be used; the message is one plain sentence that says what to do.</summary>
public sealed class ModelException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="reason">Machine-readable reason in upper snake case, such as MODEL_DAMAGED.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="inner">The cause, for the log.</param>
    public ModelException(string reason, string message, Exception? inner = null) : base(message, inner) => Reason = reason;

    /// <summary>Machine-readable reason in upper snake case.</summary>
    public string Reason { get; }
}
