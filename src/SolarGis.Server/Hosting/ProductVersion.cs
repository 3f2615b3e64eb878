// SPDX-License-Identifier: MIT
using System.Reflection;

namespace SolarGis.Server.Hosting;

/// <summary>The version that clients, logs and certificates quote.</summary>
internal static class ProductVersion
{
    /// <summary>Such as "0.1.0", without build metadata.</summary>
    public static string Current { get; } =
        (typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0];
}
