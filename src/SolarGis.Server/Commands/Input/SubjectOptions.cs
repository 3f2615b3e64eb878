// SPDX-License-Identifier: MIT
using System.CommandLine;
using NetTopologySuite.Geometries;
using SolarGis.Imagery.Grids;
using SolarGis.Server.Client;
using SolarGis.V1;

namespace SolarGis.Server.Commands.Input;

/// <summary>The polygons of an explanation: from a file, around a point, or candidates of a run.</summary>
internal sealed class SubjectOptions
{
    private readonly Option<string?> polygon = new("--polygon")
    {
        Description = "File of polygons (GeoPackage, GeoJSON, FlatGeobuf, shapefile); with several in it FILE:ID, a number from 1 or a site_id.",
        HelpName = "FILE[:ID]",
    };
    private readonly Option<double[]?> point = new("--point")
    {
        Description = "A position \"x,y\": the pixel there and its eight neighbours.",
        HelpName = "X,Y",
        CustomParser = result =>
        {
            if (Arguments.Numbers(result.Tokens[^1].Value) is { Length: 2 } numbers) return numbers;
            result.AddError($"--point must be two numbers \"x,y\", not \"{result.Tokens[^1].Value}\".");
            return null;
        },
    };
    private readonly Option<int?> epsg = Arguments.Epsg("--point");
    private readonly Option<DirectoryInfo> from = new Option<DirectoryInfo>("--from")
    {
        Description = "Results of \"solargis segment\": its image, bands and model are used again.",
        HelpName = "FOLDER",
    }.AcceptExistingOnly();
    private readonly Option<string[]> candidates = new("--candidate")
    {
        Description = "Candidate of --from: its number in the table or its site_id, once per candidate; or all.",
        HelpName = "N",
    };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[from, candidates, polygon, point, epsg])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            Arguments.RequireAtMostOne(result, polygon, point, candidates);
            bool hasRun = result.GetResult(from) is not null;
            if (result.GetResult(polygon) is null && result.GetResult(point) is null && result.GetResult(candidates) is null)
                result.AddError("Say what to explain: --candidate N of --from FOLDER, --polygon FILE or --point X,Y.");
            if (result.GetResult(candidates) is not null && !hasRun)
                result.AddError("--candidate needs --from, the folder that \"solargis segment\" wrote.");
            bool hasRasters = result.GetResult(command.Arguments[0])?.Tokens.Count > 0;
            if (!hasRun && !hasRasters) result.AddError("Give the image: RASTER, or --from FOLDER of a run.");
            if (hasRun && hasRasters) result.AddError("RASTER and --from exclude each other; the run knows its image.");
            if (result.GetResult(epsg) is not null && result.GetResult(point) is null)
                result.AddError("--epsg belongs to --point; a file of --polygon says its own system.");
        });
    }

    /// <summary>The run of --from, or null.</summary>
    public SegmentationRequest? ReadRun(ParseResult arguments) => arguments.GetValue(from) is DirectoryInfo folder ? RunRecord.Read(folder.FullName) : null;

    /// <summary>The polygons.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="imageGrid">Asks for the image's grid.</param>
    public async Task<IReadOnlyList<Subject>> ReadAsync(ParseResult arguments, Func<Task<V1.Grid>> imageGrid)
    {
        if (arguments.GetValue(candidates) is { Length: > 0 } ids)
            return PolygonFile.ReadSubjects(Path.Combine(arguments.GetRequiredValue(from)!.FullName, "candidates.gpkg"), ids);
        if (arguments.GetValue(polygon) is string text)
        {
            (string file, string? which) = Split(text);
            if (!File.Exists(file)) throw ClientException.Refused("POLYGON_FILE_MISSING", $"There is no file {file}; check --polygon.");
            return PolygonFile.ReadSubjects(file, which is null ? [] : [which]);
        }
        double[] position = arguments.GetRequiredValue(point)!;
        (Geometry shape, int code) = Around(position[0], position[1], arguments.GetValue(epsg), await imageGrid());
        return [new Subject { Polygon = shape.ToMessage(code), Name = FormattableString.Invariant($"point {position[0]}, {position[1]}") }];
    }

    /// <summary>"file.gpkg:3" into file and id; an existing file of the whole name wins.</summary>
    internal static (string File, string? Id) Split(string text)
    {
        int colon = text.LastIndexOf(':');
        return File.Exists(text) || colon <= 1 ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }

    /// <summary>The 3x3 pixels around a position, as a polygon in longitude and latitude or the image's own system.</summary>
    private static (Geometry Shape, int Epsg) Around(double x, double y, int? pointEpsg, V1.Grid grid)
    {
        Crs imageCrs = grid.Epsg > 0 ? CrsFactory.FromEpsg((int)grid.Epsg) : CrsFactory.FromWkt(grid.Wkt);
        if (pointEpsg is int code && code != imageCrs.Epsg)
        {
            using var toImage = new CoordinateTransform(CrsFactory.FromEpsg(code), imageCrs);
            (x, y) = toImage.Apply(x, y);
        }
        var transform = GeoTransform.FromArray([.. grid.Geotransform]);
        (double column, double row) = transform.Invert(x, y);
        if (!(column >= 0 && row >= 0 && column < grid.Width && row < grid.Height))
            throw ClientException.Refused("POINT_OUTSIDE", "The point is outside the image; check --point and --epsg.");
        double c = Math.Floor(column) - 1, r = Math.Floor(row) - 1;
        Coordinate Corner(double dc, double dr) => ToCoordinate(transform.Apply(c + dc, r + dr));
        Geometry square = new NetTopologySuite.Geometries.Polygon(new LinearRing([Corner(0, 0), Corner(3, 0), Corner(3, 3), Corner(0, 3), Corner(0, 0)]));
        if (imageCrs.Epsg is int own) return (square, own);
        using var toWgs84 = new CoordinateTransform(imageCrs, CrsFactory.Wgs84);
        return (toWgs84.Apply(square), 4326);
    }

    private static Coordinate ToCoordinate((double X, double Y) position) => new(position.X, position.Y);
}
