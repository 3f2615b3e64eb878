// SPDX-License-Identifier: MIT
using SolarGis.Jobs;

namespace SolarGis.Server.Configuration;

/// <summary>Every setting of <c>solargis serve</c>; README.md beside this project documents each.</summary>
internal sealed class ServerOptions
{
    public string Data { get; set; } = DataFolder.DefaultRoot;

    public string Address { get; set; } = "127.0.0.1";

    public int Port { get; set; } = 50071;

    public int WebPort { get; set; } = 50072;

    /// <summary>Names besides the address and localhost by which clients may call this server.</summary>
    public string[] HostNames { get; set; } = [];

    /// <summary>SHA-256 (hex) of tokens that are accepted besides the one in the ready file.</summary>
    public string[] TokenSha256 { get; set; } = [];

    /// <summary>Folders that images may be read from.</summary>
    public string[] AllowedFolders { get; set; } = [];

    /// <summary>Ends after <see cref="IdleMinutes"/> without jobs and clients.</summary>
    public bool OnDemand { get; set; }

    public double IdleMinutes { get; set; } = 15;

    /// <summary>The longest silence of a watch, seconds.</summary>
    public double HeartbeatSeconds { get; set; } = 4;

    public string LogLevel { get; set; } = "Information";

    public TlsOptions Tls { get; set; } = new();

    public EngineOptions Engine { get; set; } = new();

    public LimitOptions Limits { get; set; } = new();
}
