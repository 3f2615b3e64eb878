// SPDX-License-Identifier: MIT
namespace SolarGis.Attribution.Certificates;

/// <summary>What an explanation compares with.</summary>
/// <param name="Name">surroundings, patch-mean, zero, blurred or the caller's own name.</param>
/// <param name="BandMeans">Mean reflectance per band.</param>
public sealed record CertifiedBaseline(string Name, IReadOnlyList<double> BandMeans);
