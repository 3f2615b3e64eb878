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

    /// <summary>Certificates of explanations (JSON).</summary>
    public const string Certificate = "certificate";

    /// <summary>Polygons with their explanations in numbers (GeoPackage).</summary>
    public const string Explanations = "explanations";

    /// <summary>The same as a table (CSV).</summary>
    public const string ExplanationTable = "explanation_table";

    /// <summary>A picture to look at (PNG).</summary>
    public const string Overview = "overview";

    /// <summary>Summary of the run (JSON).</summary>
    public const string Summary = "summary";
}
