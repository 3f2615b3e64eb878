// SPDX-License-Identifier: MIT
namespace SolarGis.Attribution.Certificates;

/// <summary>The scalar that was explained.</summary>
/// <param name="Output">logit or probability.</param>
/// <param name="Reduction">mean or sum.</param>
/// <param name="RegionPixels">Pixels inside the region.</param>
public sealed record CertifiedTarget(string Output, string Reduction, int RegionPixels);
