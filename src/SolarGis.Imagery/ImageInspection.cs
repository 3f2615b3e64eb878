// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Bands;
using SolarGis.Imagery.Grids;

namespace SolarGis.Imagery;

/// <summary>What an image is, read from headers only.</summary>
/// <param name="Grid">The grid of the finest band that is used: results lie on it.</param>
/// <param name="Bands">Every band of every file.</param>
/// <param name="Radiometry">What is applied to the first band with a role; <see cref="BandInfo.Radiometry"/> has each band's own.</param>
/// <param name="GeographicExtent">Extent in WGS 84 (EPSG:4326); min x &gt; max x where it crosses the antimeridian.</param>
/// <param name="Acquired">Date of acquisition where metadata, a STAC item beside the file, or a Sentinel-2 file name has one.</param>
/// <param name="MissingBands">Required roles that were not found, in the order required; the image cannot be used while there are any.</param>
/// <param name="Notes">Plain sentences to show before a run.</param>
/// <param name="Fingerprints">One per file.</param>
public sealed record ImageInspection(
    Grid Grid, IReadOnlyList<BandInfo> Bands, Radiometry Radiometry, Extent GeographicExtent, DateOnly? Acquired,
    IReadOnlyList<string> MissingBands, IReadOnlyList<string> Notes, IReadOnlyList<Fingerprint> Fingerprints);
