// SPDX-License-Identifier: MIT
namespace SolarGis.Attribution;

/// <summary>An explanation that cannot be computed as asked; the message is one plain sentence that says what to do.</summary>
public sealed class AttributionException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="reason">Machine-readable reason in upper snake case, such as METHOD_UNKNOWN.</param>
    /// <param name="message">What is wrong and what to do.</param>
    public AttributionException(string reason, string message) : base(message) => Reason = reason;

    /// <summary>Machine-readable reason in upper snake case.</summary>
    public string Reason { get; }
}
