// SPDX-License-Identifier: MIT
namespace SolarGis.Imagery.Bands;

/// <summary>What is known of one band of an image before its pixels are read.</summary>
/// <param name="File">Index in the request's files, from 0.</param>
/// <param name="Band">Band of that file, counted from 1.</param>
/// <param name="Description">The file's own words, or empty.</param>
/// <param name="Role">Role such as B8A, or empty when it is unknown or another band serves that role.</param>
/// <param name="RoleSource">request, description, name, wavelength or order; empty without a role.</param>
/// <param name="DataType">GDAL's name, such as UInt16.</param>
/// <param name="Nodata">The file's value for no data, or null.</param>
/// <param name="PixelWidth">Pixel width in units of the file's coordinate reference system; 0 where the file has no position.</param>
/// <param name="PixelHeight">Pixel height, positive.</param>
/// <param name="Radiometry">How pixels of the band become reflectance.</param>
public sealed record BandInfo(
    int File, int Band, string Description, string Role, string RoleSource, string DataType, double? Nodata,
    double PixelWidth, double PixelHeight, Radiometry Radiometry);
