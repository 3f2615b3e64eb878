// SPDX-License-Identifier: MIT
namespace SolarGis.Analysis;

/// <summary>The roles by which clients know what a file is for.</summary>
public static class ArtifactRoles
{
    /// <summary>Probability raster (COG, one float32 band, NaN where no data).</summary>
    public const string Probability = "probability";

    /// <summary>Candidate polygons (GeoPackage).</summary>
    public const string Candidates = "candidates";

    /// <summary>Candidate polygons (zipped shapefile).</summary>
    public const string CandidatesShapefile = "candidates_shapefile";

    /// <summary>Attribution raster (COG: one band per input band, then the aggregate).</summary>
    public const string Attribution = "attribution";

    /// <summary>Certificate of an explanation (JSON).</summary>
    public const string Certificate = "certificate";

    /// <summary>Summary of the run (JSON).</summary>
    public const string Summary = "summary";
}
