// SPDX-License-Identifier: MIT
namespace SolarGis.Models;

/// <summary>One input band of a model.</summary>
/// <param name="Role">Sentinel-2 band name such as B8A.</param>
/// <param name="Wavelength">Centre wavelength, nanometres.</param>
/// <param name="Mean">Mean reflectance that the input is centred on.</param>
/// <param name="StandardDeviation">Standard deviation of reflectance that the input is divided by.</param>
public sealed record ModelBand(string Role, double Wavelength, double Mean, double StandardDeviation);
