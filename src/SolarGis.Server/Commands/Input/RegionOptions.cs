// SPDX-License-Identifier: MIT
using System.CommandLine;
using NetTopologySuite.Geometries;
using SolarGis.Server.Client;
using SolarGis.V1;

namespace SolarGis.Server.Commands.Input;

/// <summary>The region of a run: a rectangle, the polygons of a file, or the whole image.</summary>
internal sealed class RegionOptions
{
    private readonly Option<double[]?> extent = new("--extent")
    {
        Description = "Rectangle \"minx,miny,maxx,maxy\" (x is easting or longitude) in the coordinates of --epsg. Default: the whole image.",
        HelpName = "X,Y,X,Y",
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            if (Arguments.Numbers(text) is [double minX, double minY, double maxX, double maxY] numbers)
            {
                if (minX < maxX && minY < maxY) return numbers;
                result.AddError("--extent has no area: it is \"minx,miny,maxx,maxy\", with minx below maxx and miny below maxy.");
                return null;
            }
            result.AddError($"--extent must be four numbers \"minx,miny,maxx,maxy\", not \"{text}\".");
            return null;
        },
    };

    private readonly Option<int?> epsg = Arguments.Epsg("--extent");

    private readonly Option<FileInfo> aoi = new Option<FileInfo>("--aoi")
    {
        Description = "File of polygons that bound the region (GeoPackage, GeoJSON, FlatGeobuf or shapefile); all of them together.",
        HelpName = "FILE",
    }.AcceptExistingOnly();

    public void AddTo(Command command)
    {
        command.Options.Add(extent);
        command.Options.Add(epsg);
        command.Options.Add(aoi);
        command.Validators.Add(result =>
        {
            Arguments.RequireAtMostOne(result, extent, aoi);
            if (result.GetResult(epsg) is not null && result.GetResult(extent) is null)
                result.AddError("--epsg belongs to --extent; a file of --aoi says its own system.");
        });
    }

    /// <summary>The region of a request; null means the whole image.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="imageEpsg">Asks for the image's own EPSG code, 0 when it has none.</param>
    public async Task<Region?> ReadAsync(ParseResult arguments, Func<Task<uint>> imageEpsg)
    {
        if (arguments.GetValue(aoi) is FileInfo file)
        {
            (Geometry shape, int code) = PolygonFile.ReadAll(file.FullName);
            return new Region { Polygon = shape.ToMessage(code) };
        }
        if (arguments.GetValue(extent) is not [double minX, double minY, double maxX, double maxY]) return null;
        uint system = arguments.GetValue(epsg) is int given ? (uint)given : await imageEpsg();
        if (system == 0)
            throw ClientException.Refused("EPSG_UNKNOWN", "The image's coordinate system has no EPSG code; say with --epsg in which system --extent is.");
        return new Region { Extent = new Extent { MinX = minX, MinY = minY, MaxX = maxX, MaxY = maxY, Epsg = system } };
    }
}
