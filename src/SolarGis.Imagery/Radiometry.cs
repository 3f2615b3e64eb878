// SPDX-License-Identifier: MIT
namespace SolarGis.Imagery;

/// <summary>reflectance = pixel * scale + offset, and where these numbers come from.</summary>
/// <param name="Scale">Reflectance per pixel unit.</param>
/// <param name="Offset">Reflectance of pixel value 0.</param>
/// <param name="Nodata">Pixel value that means no data, or null.</param>
/// <param name="Source">request, metadata or assumed: the weakest source of scale and offset.</param>
public sealed record Radiometry(double Scale, double Offset, double? Nodata, string Source);
