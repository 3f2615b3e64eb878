// SPDX-License-Identifier: MIT
namespace SolarGis.Server.Configuration;

/// <summary>Settings that cannot be used; one plain sentence each.</summary>
internal sealed class ConfigurationException(IReadOnlyList<string> problems, Exception? inner = null)
    : Exception(string.Join(Environment.NewLine, problems), inner);
