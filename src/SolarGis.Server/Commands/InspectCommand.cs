// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Globalization;
using SolarGis.Server.Client;
using SolarGis.Server.Commands.Input;
using SolarGis.Server.Commands.Output;
using SolarGis.V1;
using Spectre.Console;

namespace SolarGis.Server.Commands;

/// <summary><c>solargis inspect</c>: what an image is to the models.</summary>
internal sealed class InspectCommand : ClientCommand
{
    private readonly ImageOptions image = new();
    private readonly Option<string?> model = SegmentCommand.ModelOption();

    public InspectCommand() : base("inspect", "Shows what an image is to the models: its grid, which band is what and how that is known, and how pixels become reflectance. Reads headers only.")
    {
        image.AddTo(this);
        Options.Add(model);
        AddCommonOptions();
        Examples =
        [
            ("solargis inspect scene.tif", "Can the default model use this image?"),
            ("solargis inspect B02.tif B03.tif --band B2=B02.tif:1 --band B3=B03.tif:1 --json", "Bands named by hand, for a script"),
        ];
    }

    protected override async Task<int> RunAsync(ParseResult arguments, Reporter reporter, CancellationToken cancel)
    {
        using ServerConnection connection = await ConnectAsync(arguments, reporter, cancel);
        InspectResponse answer = await reporter.WithProgressAsync(async progress => await connection.Imagery.InspectAsync(
            new InspectRequest { Image = await image.ReadAsync(arguments, connection, progress, cancel), Model = arguments.GetValue(model) ?? "" },
            deadline: DateTime.UtcNow + ServerConnection.CallTimeout, cancellationToken: cancel));
        V1.Grid grid = answer.Grid;
        string system = grid.Epsg > 0 ? $"EPSG:{grid.Epsg}" : "a system without EPSG code";
        string acquired = answer.Acquired.Length > 0 ? $", acquired {answer.Acquired}" : "";
        reporter.Line(string.Create(CultureInfo.InvariantCulture, $"{grid.Width} x {grid.Height} pixels of {Math.Abs(grid.Geotransform[1]):G6} x {Math.Abs(grid.Geotransform[5]):G6}, {system}{acquired}"));
        if (answer.Radiometry is Radiometry r)
            reporter.Line(string.Create(CultureInfo.InvariantCulture, $"reflectance = pixel x {r.Scale:G6} + {r.Offset:G6} ({answer.RadiometrySource}); nodata {(r.HasNodata ? r.Nodata : "none")}"));
        var table = new Table().Border(TableBorder.Rounded).AddColumns("file", "band", "role", "known by", "description", "type", "pixel");
        foreach (BandInfo band in answer.Bands)
            table.AddRow([.. ((string[])[
                $"{band.File + 1}", $"{band.Band}", band.Role.Length > 0 ? band.Role : "-", band.RoleSource, band.Description, band.DataType,
                string.Create(CultureInfo.InvariantCulture, $"{band.PixelWidth:G6} x {band.PixelHeight:G6}")]).Select(Markup.Escape)]);
        reporter.Show(table);
        foreach (string note in answer.Notes)
            reporter.Line(note);
        reporter.Line(answer.MissingBands.Count == 0 ? "Usable." : $"Not usable: the model's {string.Join(", ", answer.MissingBands)} were not found; name them with --band.");
        reporter.Document(answer.ToJson());
        return ExitCode.Success;
    }
}
