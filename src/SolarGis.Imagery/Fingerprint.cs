// SPDX-License-Identifier: MIT
using System.Security.Cryptography;

namespace SolarGis.Imagery;

/// <summary>Proof that two sides see the same file, cheap on files of any size.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">Last change, whole seconds since 1970 UTC.</param>
/// <param name="SampleSha256">
/// SHA-256 over the first 64 KiB, the 64 KiB from byte (size - 64 KiB) / 2 on, and the last 64 KiB; over the whole file where
/// it is smaller than 192 KiB. Lower-case hex.
/// </param>
public sealed record Fingerprint(long Size, long Modified, string SampleSha256)
{
    private const int Sample = 64 << 10;

    /// <summary>Reads a file's fingerprint.</summary>
    /// <exception cref="ImageryException">PATH_NOT_ALLOWED, RASTER_NOT_FOUND or RASTER_UNREADABLE.</exception>
    public static Fingerprint Of(string path, ReadPolicy? policy = null)
    {
        string real = PathPolicy.Resolve(path, policy ?? ReadPolicy.Unrestricted);
        try
        {
            using FileStream file = new(real, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long size = file.Length;
            if (size < 3 * Sample)
            {
                Add(file, hash, 0, (int)size);
            }
            else
            {
                Add(file, hash, 0, Sample);
                Add(file, hash, (size - Sample) / 2, Sample);
                Add(file, hash, size - Sample, Sample);
            }
            long modified = new DateTimeOffset(File.GetLastWriteTimeUtc(real)).ToUnixTimeSeconds();
            return new Fingerprint(size, modified, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ImageryException("RASTER_UNREADABLE", $"{Path.GetFileName(path)} cannot be read; check its permissions.", error);
        }
    }

    private static void Add(FileStream file, IncrementalHash hash, long start, int count)
    {
        byte[] bytes = new byte[count];
        file.Position = start;
        file.ReadExactly(bytes);
        hash.AppendData(bytes);
    }
}
