// SPDX-License-Identifier: MIT
namespace SolarGis.Server.Configuration;

/// <summary>The certificate that any address but loopback needs.</summary>
internal sealed class TlsOptions
{
    /// <summary>PEM file of the certificate chain, or a PKCS#12 file.</summary>
    public string? Certificate { get; set; }

    /// <summary>PEM file of the private key; unset for PKCS#12.</summary>
    public string? Key { get; set; }

    /// <summary>Password of the key or the PKCS#12 file.</summary>
    public string? Password { get; set; }
}
