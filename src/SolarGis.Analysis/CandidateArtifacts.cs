// SPDX-License-Identifier: MIT
using System.IO.Compression;
using SolarGis.Imagery.Grids;
using SolarGis.Segmentation.Output;
using SolarGis.Segmentation.Polygons;

namespace SolarGis.Analysis;

/// <summary>The files of candidates that a job hands out.</summary>
internal static class CandidateArtifacts
{
    private const string ZipName = "candidates.shp.zip";

    /// <summary>Writes candidates as GeoPackage and as zipped shapefile.</summary>
    /// <exception cref="Imagery.ImageryException">OUTPUT_UNWRITABLE.</exception>
    public static IReadOnlyList<AnalysisArtifact> Write(string folder, IReadOnlyList<Candidate> candidates, Crs crs)
    {
        CandidateFileSet files = CandidateFiles.Write(folder, candidates, crs);
        using (ZipArchive zip = ZipFile.Open(Path.Combine(folder, ZipName), ZipArchiveMode.Create))
        {
            foreach (string file in files.Shapefile)
                zip.CreateEntryFromFile(file, Path.GetFileName(file));
        }
        return
        [
            new(Path.GetFileName(files.GeoPackage), ArtifactRoles.Candidates, "application/geopackage+sqlite3", "Candidate polygons (GeoPackage)"),
            new(ZipName, ArtifactRoles.CandidatesShapefile, "application/zip", "Candidate polygons (zipped shapefile)"),
        ];
    }
}
