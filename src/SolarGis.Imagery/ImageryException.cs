// SPDX-License-Identifier: MIT
namespace SolarGis.Imagery;

/// <summary>An input that cannot be used; the message is one plain sentence for the analyst and names no path that was not given.</summary>
public sealed class ImageryException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="reason">Machine-readable reason in upper snake case, such as BANDS_MISSING.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="inner">The cause, for the log.</param>
    public ImageryException(string reason, string message, Exception? inner = null) : base(message, inner) => Reason = reason;

    /// <summary>Machine-readable reason in upper snake case.</summary>
    public string Reason { get; }
}
