// SPDX-License-Identifier: MIT
namespace SolarGis.Server.Services;

/// <summary>A field of a request that cannot be used.</summary>
/// <param name="field">The field's path, such as "segmentation.polygons.threshold".</param>
/// <param name="reason">Machine-readable reason in upper snake case.</param>
/// <param name="message">One plain sentence that says what to do.</param>
internal sealed class RequestException(string field, string reason, string message) : Exception(message)
{
    public string Field { get; } = field;

    public string Reason { get; } = reason;
}
