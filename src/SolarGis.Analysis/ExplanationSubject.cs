// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Regions;

namespace SolarGis.Analysis;

/// <summary>One polygon to explain.</summary>
/// <param name="Name">Such as its site_id.</param>
/// <param name="Region">The polygon.</param>
public sealed record ExplanationSubject(string Name, Region Region);
