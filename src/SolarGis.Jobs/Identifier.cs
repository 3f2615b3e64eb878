// SPDX-License-Identifier: MIT
using System.Text.RegularExpressions;

namespace SolarGis.Jobs;

/// <summary>Ids that clients choose. They become folder names, so nothing that means more to a file system is allowed.</summary>
public static partial class Identifier
{
    private const int MaxQuoted = 80;

    /// <summary>Refuses anything but 1 to 64 of [A-Za-z0-9_-], and the device names of Windows.</summary>
    /// <param name="id">The id.</param>
    /// <param name="what">"job" or "upload", for the message.</param>
    /// <exception cref="JobException">ID_INVALID.</exception>
    public static string Check(string id, string what)
    {
        if (!Allowed().IsMatch(id))
            throw new JobException("ID_INVALID", $"A {what} id has 1 to 64 letters, digits, '-' or '_'; this one has not: choose another.");
        if (Device().IsMatch(id))
            throw new JobException("ID_INVALID", $"The {what} id '{id}' is a name that Windows reserves; choose another.");
        return id;
    }

    /// <summary>What a client named, in quotation marks and short enough for a message, which travels in a header.</summary>
    public static string Quote(string named) => named.Length <= MaxQuoted ? $"'{named}'" : $"'{named[..MaxQuoted]}...'";

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();

    [GeneratedRegex(@"\A(con|prn|aux|nul|com[0-9]|lpt[0-9])\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Device();
}
