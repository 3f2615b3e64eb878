// SPDX-License-Identifier: MIT
namespace SolarGis.Imagery.Bands;

/// <summary>"Band 3 of file 0 is B4": what the analyst says overrides what was detected.</summary>
/// <param name="Role">Band role such as B8A.</param>
/// <param name="File">Index in the request's files, from 0.</param>
/// <param name="Band">Band of that file, counted from 1.</param>
public sealed record BandAssignment(string Role, int File, int Band);
