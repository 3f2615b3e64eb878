// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Esri;
using SolarGis.Imagery;
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Vectors;
using SolarGis.Segmentation.Output;
using SolarGis.Segmentation.Polygons;

namespace SolarGis.Segmentation.Tests.Output;

public sealed class CandidateFilesTests
{
    private static readonly string[] Names =
    [
        "site_id", "p_mean", "p_max", "uncert", "area_ha", "mw_dc", "img_date", "model", "run_id", "why", "suspect", "status", "reason", "reviewer", "reviewed",
    ];

    private static readonly Crs Utm = CrsFactory.FromEpsg(32643);

    private static Candidate Ring(double x) => new()
    {
        SiteId = "Stsf0vgq2w",
        Outline = (Polygon)new Point(x, 2_500_000).Buffer(300).Difference(new Point(x, 2_500_000).Buffer(100)),
        MeanProbability = 0.91237,
        MaximumProbability = 1,
        Uncertainty = 0.2,
        Area = 251_327,
        Megawatts = 12.56635,
        ImageDate = new DateOnly(2024, 3, 9),
        Model = "Modèle 1",
        RunId = "run-7",
        Suspect = "edge",
    };

    [Fact]
    public void Every_format_carries_the_same_schema_and_values()
    {
        using var folder = new TemporaryFolder();
        CandidateFileSet files = CandidateFiles.Write(folder["résultats"], [Ring(500_000), Ring(502_000)], Utm);
        string shapefile = files.Shapefile.Single(path => path.EndsWith(".shp", StringComparison.Ordinal));
        foreach (string path in (string[])[files.GeoPackage, files.GeoJson, shapefile])
        {
            FeatureLayer layer = VectorFile.Read(path);
            Assert.Equal(Names, layer.Fields.Select(field => field.Name));
            Assert.Equal(2, layer.Features.Count);
            object?[] values = [.. layer.Features[0].Values];
            Assert.Equal(["Stsf0vgq2w", 0.9124, 1.0, 0.2, 25.1327], values[..5]);
            Assert.Equal(12.5664, (double)values[5]!, 1e-3);
            Assert.Equal(new DateOnly(2024, 3, 9), values[6] is string text ? DateOnly.ParseExact(text.Replace('/', '-'), "yyyy-MM-dd") : values[6]);
            Assert.Equal(["Modèle 1", "run-7"], values[7..9]);
            Assert.Equal(["edge", "candidate"], values[10..12]);
            Assert.True(string.IsNullOrEmpty(values[14]?.ToString()));
            Assert.Equal(1, layer.Features[0].Geometry.GetGeometryN(0) is Polygon polygon ? polygon.NumInteriorRings : 0);
            Assert.Equal(path == files.GeoJson ? 4326 : 32643, layer.Crs.Epsg);
        }
    }

    [Fact]
    public void The_shapefile_names_its_encoding_and_system_and_keeps_widths()
    {
        using var folder = new TemporaryFolder();
        Candidate wordy = Ring(500_000) with { Why = string.Concat(Enumerable.Repeat("é", 200)) };
        CandidateFileSet files = CandidateFiles.Write(folder.Path, [wordy], Utm);
        Assert.Equal([".cpg", ".dbf", ".prj", ".shp", ".shx"], files.Shapefile.Select(Path.GetExtension).Order());
        Assert.Equal("UTF-8", File.ReadAllText(folder["candidates.cpg"]));
        Assert.StartsWith("PROJCS[\"WGS_1984_UTM_Zone_43N\"", File.ReadAllText(folder["candidates.prj"]), StringComparison.Ordinal);
        NetTopologySuite.Features.Feature row = Assert.Single(Shapefile.ReadAllFeatures(folder["candidates.shp"]));
        // 254 bytes hold 127 of these, none cut in half.
        Assert.Equal(new string('é', 127), row.Attributes["why"]);
        Assert.IsType<DateTime>(row.Attributes["img_date"]);
        Assert.True(row.Geometry.EqualsTopologically(wordy.Outline));
        Assert.Empty(Directory.EnumerateDirectories(folder.Path));
    }

    [Fact]
    public void No_candidates_still_make_readable_files()
    {
        using var folder = new TemporaryFolder();
        CandidateFileSet files = CandidateFiles.Write(folder.Path, [], Utm);
        Assert.Empty(VectorFile.Read(files.GeoPackage).Features);
        Assert.Empty(VectorFile.Read(folder["candidates.shp"]).Features);
        Assert.Equal(Names, VectorFile.Read(folder["candidates.shp"]).Fields.Select(field => field.Name));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(files.GeoJson));
        Assert.Equal(0, json.RootElement.GetProperty("features").GetArrayLength());
    }

    [Fact]
    public void Geojson_is_in_degrees_with_outer_rings_counter_clockwise()
    {
        using var folder = new TemporaryFolder();
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(CandidateFiles.Write(folder.Path, [Ring(500_000)], Utm).GeoJson));
        JsonElement shell = json.RootElement.GetProperty("features")[0].GetProperty("geometry").GetProperty("coordinates")[0];
        (double X, double Y)[] ring = [.. shell.EnumerateArray().Select(at => (at[0].GetDouble(), at[1].GetDouble()))];
        Assert.All(ring, at => Assert.InRange(at.X, 74.9, 75.1));
        Assert.True(ring.Zip(ring.Skip(1), (a, b) => a.X * b.Y - b.X * a.Y).Sum() > 0);
    }

    [Fact]
    public void An_unwritable_folder_is_reported_in_words()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["taken"], "a file where a folder is wanted");
        Assert.Equal("OUTPUT_UNWRITABLE", Assert.Throws<ImageryException>(() => CandidateFiles.Write(folder["taken"], [Ring(500_000)], Utm)).Reason);
    }

    [Fact]
    public void Ogrinfo_reads_the_shapefile()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/ogrinfo"), "needs ogrinfo of the package gdal-bin");
        using var folder = new TemporaryFolder();
        CandidateFiles.Write(folder.Path, [Ring(500_000)], Utm);
        using Process process = Process.Start(new ProcessStartInfo("/usr/bin/ogrinfo", ["-al", folder["candidates.shp"]]) { RedirectStandardOutput = true })!;
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("Geometry: Polygon", said, StringComparison.Ordinal);
        Assert.Contains("img_date (Date) = 2024/03/09", said, StringComparison.Ordinal);
        Assert.Contains("model (String) = Modèle 1", said, StringComparison.Ordinal);
        Assert.Contains("ID[\"EPSG\",32643]", said, StringComparison.Ordinal);
    }
}
