// SPDX-License-Identifier: MIT
namespace SolarGis.Imagery.Bands;

/// <summary>One band of the Sentinel-2 MultiSpectral Instrument.</summary>
/// <param name="Role">Name without a leading zero, such as B8A: what the rest of the program calls the band.</param>
/// <param name="Wavelength">Centre wavelength of Sentinel-2A, nanometres.</param>
/// <param name="Bandwidth">Width, nanometres.</param>
/// <param name="Resolution">Native ground sampling distance, metres.</param>
/// <param name="CommonNames">Names of STAC's electro-optical extension and their relatives, lower case, letters and digits only.</param>
public sealed record SpectralBand(string Role, double Wavelength, double Bandwidth, int Resolution, IReadOnlyList<string> CommonNames);
