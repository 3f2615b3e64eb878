// SPDX-License-Identifier: MIT
using SolarGis.Imagery;
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Vectors;
using SolarGis.Segmentation.Polygons;

namespace SolarGis.Segmentation.Output;

/// <summary>Writes candidates in the formats that GIS programs read, all with the same columns.</summary>
public static class CandidateFiles
{
    /// <summary>Layer name and file name.</summary>
    public const string LayerName = "candidates";

    /// <summary>Writes GeoPackage, GeoJSON and shapefile into a folder, replacing files of the same names.</summary>
    /// <param name="folder">Where; made when it is missing.</param>
    /// <param name="candidates">The rows; none at all is fine.</param>
    /// <param name="crs">System of the outlines.</param>
    /// <exception cref="ImageryException">OUTPUT_UNWRITABLE, or CRS_UNKNOWN.</exception>
    public static CandidateFileSet Write(string folder, IReadOnlyList<Candidate> candidates, Crs crs)
    {
        ArgumentNullException.ThrowIfNull(folder);
        FeatureLayer layer = ToLayer(candidates, crs);
        string stem = Path.Combine(folder, LayerName);
        VectorFile.Write(stem + ".gpkg", layer);
        VectorFile.Write(stem + ".geojson", layer);
        return new(stem + ".gpkg", stem + ".geojson", ShapefileWriter.Write(stem + ".shp", candidates, crs));
    }

    /// <summary>The candidates as a layer.</summary>
    /// <param name="candidates">The rows.</param>
    /// <param name="crs">System of the outlines.</param>
    public static FeatureLayer ToLayer(IReadOnlyList<Candidate> candidates, Crs crs)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(crs);
        return new(LayerName, crs,
            [.. CandidateSchema.Columns.Select(column => new Field(column.Name, column.Kind))],
            [.. candidates.Select(candidate => new Feature(candidate.Outline, [.. CandidateSchema.Columns.Select(column => column.Value(candidate))]))]);
    }
}
