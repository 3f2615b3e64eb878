// SPDX-License-Identifier: MIT
namespace SolarGis.Segmentation.Polygons;

/// <summary>Short text for a position, after G. Niemeyer (2008): base 32, longitude and latitude bits in turn.</summary>
internal static class Geohash
{
    private const string Alphabet = "0123456789bcdefghjkmnpqrstuvwxyz";

    /// <summary>Encodes a position.</summary>
    /// <param name="longitude">Degrees, -180 to 180.</param>
    /// <param name="latitude">Degrees, -90 to 90.</param>
    /// <param name="length">Characters; 9 name a cell of about 5 m.</param>
    public static string Encode(double longitude, double latitude, int length) => string.Create(length, (longitude, latitude), (text, at) =>
    {
        double west = -180, east = 180, south = -90, north = 90;
        for (int bit = 0, value = 0; bit < 5 * text.Length; bit++)
        {
            bool upper = bit % 2 == 0 ? Halve(ref west, ref east, at.longitude) : Halve(ref south, ref north, at.latitude);
            value = (value << 1 | (upper ? 1 : 0)) & 31;
            if (bit % 5 == 4) text[bit / 5] = Alphabet[value];
        }
    });

    private static bool Halve(ref double low, ref double high, double value)
    {
        double middle = (low + high) / 2;
        bool upper = value >= middle;
        if (upper) low = middle;
        else high = middle;
        return upper;
    }
}
