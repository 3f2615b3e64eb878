// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;

namespace SolarGis.Segmentation.Polygons;

/// <summary>One polygon that may be a solar farm, with the attributes of the one schema that every file carries.</summary>
public sealed record Candidate
{
    /// <summary>
    /// Provisional id derived from the position: "S" and the geohash (9 characters, about 5 m) of the centroid in WGS 84, with
    /// "-2", "-3" where two candidates share it. A register replaces it by the id of a known site. Column site_id.
    /// </summary>
    public required string SiteId { get; init; }

    /// <summary>Outline with holes in the source's CRS: valid, and disjoint from every other candidate of the run.</summary>
    public required Polygon Outline { get; init; }

    /// <summary>Mean probability over the pixels whose centre is at or above the threshold. Column p_mean.</summary>
    public required double MeanProbability { get; init; }

    /// <summary>Largest probability of a pixel. Column p_max.</summary>
    public required double MaximumProbability { get; init; }

    /// <summary>Mean binary entropy of the same pixels in bits: 0 certain, 1 undecided. Column uncert.</summary>
    public required double Uncertainty { get; init; }

    /// <summary>Geodesic area, m².</summary>
    public required double Area { get; init; }

    /// <summary>Geodesic area, hectares. Column area_ha.</summary>
    public double AreaHectares => Area / 10_000;

    /// <summary>Direct-current capacity, MW: area times <see cref="ExtractionOptions.MegawattsPerHectare"/>. Column mw_dc.</summary>
    public required double Megawatts { get; init; }

    /// <summary>True when the outline meets the edge of the region or of its mask: the farm may go on outside.</summary>
    public bool TouchesEdge { get; init; }

    /// <summary>True when the outline meets pixels without data.</summary>
    public bool TouchesNodata { get; init; }

    /// <summary>Acquisition date of the image. Column img_date.</summary>
    public DateOnly? ImageDate { get; init; }

    /// <summary>Name and version of the model. Column model.</summary>
    public string Model { get; init; } = "";

    /// <summary>Id of the run. Column run_id.</summary>
    public string RunId { get; init; } = "";

    /// <summary>What the model used, in a line; empty until explained. Column why.</summary>
    public string Why { get; init; } = "";

    /// <summary>Reasons to look twice, separated by spaces, or empty: "edge" and "nodata" from the extraction. Column suspect.</summary>
    public string Suspect { get; init; } = "";

    /// <summary>"candidate" until reviewed. Column status.</summary>
    public string Status { get; init; } = "candidate";

    /// <summary>Reviewer's reason. Column reason.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Who reviewed it. Column reviewer.</summary>
    public string Reviewer { get; init; } = "";

    /// <summary>Day of the review. Column reviewed.</summary>
    public DateOnly? Reviewed { get; init; }
}
