// SPDX-License-Identifier: MIT
using System.Reflection;

namespace SolarGis.Analysis;

/// <summary>The version that results quote.</summary>
internal static class SoftwareVersion
{
    public static string Current { get; } =
        typeof(SoftwareVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
