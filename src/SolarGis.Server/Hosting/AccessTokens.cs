// SPDX-License-Identifier: MIT
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SolarGis.Server.Hosting;

/// <summary>The tokens that open this server: a new one per start for clients on this computer, and those the administrator set by hash.</summary>
internal sealed class AccessTokens
{
    private readonly byte[][] _hashes;

    public AccessTokens(IEnumerable<string> configuredSha256)
    {
        Local = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        _hashes = [SHA256.HashData(Encoding.UTF8.GetBytes(Local)), .. configuredSha256.Select(Convert.FromHexString)];
    }

    /// <summary>The token of the ready file.</summary>
    public string Local { get; }

    /// <summary>Checks an Authorization header: "Bearer TOKEN", or "Basic" with any user and the token as password.</summary>
    public bool Accept(string? authorization)
    {
        if (authorization is null || TokenOf(authorization) is not { Length: > 0 } token)
            return false;
        // Hashes have one length and every one is compared, so time tells nothing of a token.
        byte[] presented = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        bool accepted = false;
        foreach (byte[] hash in _hashes)
            accepted |= CryptographicOperations.FixedTimeEquals(presented, hash);
        return accepted;
    }

    private static string? TokenOf(string authorization)
    {
        string[] parts = authorization.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 2)
            return null;
        if (parts[0].Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return parts[1];
        if (!parts[0].Equals("Basic", StringComparison.OrdinalIgnoreCase))
            return null;
        byte[] decoded = new byte[parts[1].Length];
        if (!Convert.TryFromBase64String(parts[1], decoded, out int length))
            return null;
        string pair = Encoding.UTF8.GetString(decoded, 0, length);
        int colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : pair[(colon + 1)..];
    }
}
