// SPDX-License-Identifier: MIT
using System.Net;
using System.Text.RegularExpressions;

namespace SolarGis.Server.Configuration;

/// <summary>Says what is wrong with settings, one plain sentence each.</summary>
internal static partial class OptionsCheck
{
    public static IReadOnlyList<string> Problems(ServerOptions options) => [.. Find(options)];

    /// <summary>True where only this computer can call.</summary>
    public static bool IsLoopback(ServerOptions options) => IPAddress.TryParse(options.Address, out IPAddress? address) && IPAddress.IsLoopback(address);

    private static IEnumerable<string> Find(ServerOptions options)
    {
        if (!IPAddress.TryParse(options.Address, out IPAddress? address))
        {
            yield return $"Address is '{options.Address}', which is not an IP address; give one such as 127.0.0.1 or 0.0.0.0.";
        }
        else if (!IPAddress.IsLoopback(address))
        {
            if (options.Tls.Certificate is null)
                yield return $"Address {address} can be reached from other computers, so a certificate is needed: set Tls:Certificate (and Tls:Key), or use 127.0.0.1.";
            if (options.TokenSha256.Length == 0)
                yield return $"Address {address} can be reached from other computers, so a token is needed: set TokenSha256 to the SHA-256 (hex) of a long random text.";
        }
        foreach ((string name, int port) in ((string, int)[])[("Port", options.Port), ("WebPort", options.WebPort)])
        {
            if (port is < 0 or > 65535)
                yield return $"{name} is {port}; a port is 1 to 65535, or 0 for any free one.";
        }
        if (options.Port != 0 && options.Port == options.WebPort && options.Tls.Certificate is null)
            yield return $"Port and WebPort are both {options.Port}; without TLS they differ.";
        foreach (string path in ((string?[])[options.Tls.Certificate, options.Tls.Key]).OfType<string>())
        {
            if (!File.Exists(path))
                yield return $"The certificate file {path} does not exist.";
        }
        foreach (string hash in options.TokenSha256)
        {
            if (!Sha256().IsMatch(hash))
                yield return "TokenSha256 holds something that is no SHA-256: 64 hexadecimal digits, never the token itself.";
        }
        foreach (string folder in options.AllowedFolders)
        {
            if (!Path.IsPathFullyQualified(folder))
                yield return $"AllowedFolders has '{folder}'; give full paths.";
        }
        if (!Enum.TryParse<LogLevel>(options.LogLevel, ignoreCase: true, out _))
            yield return $"LogLevel is '{options.LogLevel}'; it is one of {string.Join(", ", Enum.GetNames<LogLevel>())}.";
        if (!Device().IsMatch(options.Engine.Device))
            yield return $"Engine:Device is '{options.Engine.Device}'; it is auto, cpu or cuda:N.";
        if (options.Engine.Threads is < 0 or > 1024)
            yield return $"Engine:Threads is {options.Engine.Threads}; it is 0 (all cores) to 1024.";
        if (options.Engine.Command is { } command && !File.Exists(command))
            yield return $"Engine:Command names {command}, which does not exist.";
        foreach ((string name, double value, double least, double most) in Ranges(options))
        {
            if (!(value >= least && value <= most))
                yield return FormattableString.Invariant($"{name} is {value}; it is {least} to {most}.");
        }
    }

    private static IEnumerable<(string Name, double Value, double Least, double Most)> Ranges(ServerOptions options) =>
    [
        ("IdleMinutes", options.IdleMinutes, 0.01, 100_000),
        // QGIS takes a stream that is silent for longer for a dead one.
        ("HeartbeatSeconds", options.HeartbeatSeconds, 0.05, 5),
        ("Engine:StartSeconds", options.Engine.StartSeconds, 1, 3600),
        ("Engine:CancelGraceSeconds", options.Engine.CancelGraceSeconds, 0, 600),
        ("Engine:QuerySeconds", options.Engine.QuerySeconds, 1, 3600),
        ("Limits:QueuedJobs", options.Limits.QueuedJobs, 1, 100_000),
        ("Limits:PixelsPerJob", options.Limits.PixelsPerJob, 1, 1e12),
        ("Limits:MinutesPerJob", options.Limits.MinutesPerJob, 0.001, 100_000),
        ("Limits:UploadBytes", options.Limits.UploadBytes, 1, 1e15),
        ("Limits:AllUploadsBytes", options.Limits.AllUploadsBytes, 1, 1e15),
        ("Limits:UploadHours", options.Limits.UploadHours, 0.01, 100_000),
        ("Limits:ArtifactBytes", options.Limits.ArtifactBytes, 1, 1e15),
        ("Limits:FreeDiskBytes", options.Limits.FreeDiskBytes, 0, 1e15),
    ];

    [GeneratedRegex(@"\A[0-9A-Fa-f]{64}\z")]
    private static partial Regex Sha256();

    [GeneratedRegex(@"\A(auto|cpu|cuda(:[0-9]+)?)\z")]
    private static partial Regex Device();
}
