// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Globalization;
using SolarGis.Server.Client;
using SolarGis.Server.Commands.Output;
using SolarGis.V1;

namespace SolarGis.Server.Commands.Input;

/// <summary>The image of a request: raster files, which band is what, and how pixels become reflectance.</summary>
internal sealed class ImageOptions(bool required = true)
{
    private readonly Argument<string[]> rasters = new("RASTER")
    {
        Description = "One file that holds all bands, or several that together hold them (GeoTIFF, COG, JP2).",
        Arity = required ? ArgumentArity.OneOrMore : ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> bands = new("--band")
    {
        Description = "Says which band is what, ROLE=BAND or ROLE=FILE:BAND, counted from 1; once per band. Default: read from descriptions, names and wavelengths.",
        HelpName = "B2=1",
    };

    private readonly Option<double?> scale = Arguments.Number("--scale", "reflectance = pixel * scale + offset. Default: from metadata, else 0.0001 for integers and 1 for floats.", x => x > 0, "above 0");
    private readonly Option<double?> offset = Arguments.Number("--offset", "Reflectance added to every pixel; -0.1 for Sentinel-2 processing baseline 04.00 and later. Default: from metadata, else 0.", _ => true, "in reflectance");
    private readonly Option<double?> nodata = Arguments.Number("--nodata", "Pixel value that means \"no data\". Default: the file's own.", _ => true, "in pixel values");

    public void AddTo(Command command)
    {
        command.Arguments.Add(rasters);
        foreach (Option option in (Option[])[bands, scale, offset, nodata])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            string[] files = result.GetValue(rasters) ?? [];
            foreach (string file in files)
                if (!File.Exists(file) && !Directory.Exists(file))
                    result.AddError($"There is no file {file}; check the path.");
            foreach (string text in result.GetValue(bands) ?? [])
                if (ParseBand(text, files) is null)
                    result.AddError($"--band must be ROLE=BAND or ROLE=FILE:BAND with one of the rasters as FILE, such as B2=1 or B11=swir.tif:1, not \"{text}\".");
        });
    }

    /// <summary>The image as a message: files by reference where the server sees the same ones, else sent to it.</summary>
    public async Task<Image> ReadAsync(ParseResult arguments, ServerConnection connection, IProgress<ProgressStep> progress, CancellationToken cancel)
    {
        string[] files = arguments.GetRequiredValue(rasters);
        var image = new Image { Radiometry = new Radiometry { Scale = arguments.GetValue(scale) ?? 0 } };
        if (arguments.GetValue(offset) is double o) image.Radiometry.Offset = o;
        if (arguments.GetValue(nodata) is double n) image.Radiometry.Nodata = n;
        foreach (string text in arguments.GetValue(bands) ?? [])
            image.Bands.Add(ParseBand(text, files)!);
        var locator = new RasterLocator(connection);
        foreach (string file in files)
            image.Files.Add(await locator.LocateAsync(Path.GetFullPath(file), progress, cancel));
        return image;
    }

    /// <summary>"B2=1" or "B2=file.tif:1"; null where it is neither.</summary>
    internal static BandAssignment? ParseBand(string text, string[] files)
    {
        if (text.Split('=', 2) is not [{ Length: > 0 } role, { Length: > 0 } place]) return null;
        // The last colon, because a Windows path has one of its own.
        int colon = place.LastIndexOf(':');
        string number = place[(colon + 1)..];
        int file = 0;
        if (colon >= 0)
        {
            string name = place[..colon];
            file = Array.FindIndex(files, f => f == name);
            if (file < 0) file = Array.FindIndex(files, f => Path.GetFileName(f) == name);
        }
        return file >= 0 && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int band) && band >= 1
            ? new BandAssignment { Role = role, File = (uint)file, Band = (uint)band }
            : null;
    }
}
