// SPDX-License-Identifier: MIT
namespace SolarGis.Imagery;

/// <summary>What the analyst says about pixel values; null leaves a number to the metadata, or to what is usual.</summary>
/// <param name="Scale">Reflectance per pixel unit, positive.</param>
/// <param name="Offset">Reflectance of pixel value 0, such as -0.1 for Sentinel-2 since processing baseline 04.00.</param>
/// <param name="Nodata">Pixel value that means no data.</param>
public sealed record RadiometryOverride(double? Scale = null, double? Offset = null, double? Nodata = null);
