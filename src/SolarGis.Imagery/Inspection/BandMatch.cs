// SPDX-License-Identifier: MIT
namespace SolarGis.Imagery.Inspection;

/// <summary>The role that was found for a band.</summary>
/// <param name="File">Index of the file.</param>
/// <param name="Band">The band.</param>
/// <param name="Role">Role, or empty.</param>
/// <param name="Source">request, description, name, wavelength, order, or empty.</param>
internal sealed record BandMatch(int File, BandHeader Band, string Role, string Source);
