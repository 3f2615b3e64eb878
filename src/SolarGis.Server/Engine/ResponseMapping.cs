// SPDX-License-Identifier: MIT
using System.Globalization;
using Google.Protobuf;
using SolarGis.Attribution;
using SolarGis.Attribution.Options;
using SolarGis.Imagery;
using SolarGis.Models;
using SolarGis.V1;

namespace SolarGis.Server.Engine;

/// <summary>From the types of the libraries to messages of the contract.</summary>
internal static class ResponseMapping
{
    public static InspectResponse ToMessage(this ImageInspection image)
    {
        var response = new InspectResponse
        {
            Grid = new Grid
            {
                Width = (uint)image.Grid.Width,
                Height = (uint)image.Grid.Height,
                Epsg = (uint)(image.Grid.Crs.Epsg ?? 0),
                Wkt = image.Grid.Crs.Wkt,
                Geotransform = { image.Grid.Transform.ToArray() },
            },
            Radiometry = new V1.Radiometry { Scale = image.Radiometry.Scale, Offset = image.Radiometry.Offset },
            RadiometrySource = image.Radiometry.Source,
            GeographicExtent = new Extent
            {
                MinX = image.GeographicExtent.MinX,
                MinY = image.GeographicExtent.MinY,
                MaxX = image.GeographicExtent.MaxX,
                MaxY = image.GeographicExtent.MaxY,
                Epsg = (uint)image.GeographicExtent.Epsg,
            },
            Acquired = image.Acquired?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        };
        if (image.Radiometry.Nodata is { } nodata)
            response.Radiometry.Nodata = nodata;
        response.Bands.Add(image.Bands.Select(ToMessage));
        response.MissingBands.Add(image.MissingBands);
        response.Notes.Add(image.Notes);
        response.Fingerprints.Add(image.Fingerprints.Select(file => new V1.Fingerprint
        {
            Size = (ulong)file.Size,
            Modified = file.Modified,
            SampleSha256 = ByteString.CopyFrom(Convert.FromHexString(file.SampleSha256)),
        }));
        return response;
    }

    public static Model ToMessage(this ModelDescription model, bool isDefault)
    {
        var message = new Model
        {
            Name = model.Name,
            Version = model.Version,
            Kind = model.Kind,
            GroundSamplingDistanceM = model.GroundSamplingDistance,
            PatchSize = (uint)model.PatchSize,
            Stride = (uint)model.Stride,
            Halo = (uint)model.Halo,
            SupportsGradients = model.SupportsGradients(),
            Licence = model.Licence,
            Summary = model.Summary,
            Sha256 = model.Hash,
            IsDefault = isDefault,
        };
        message.Bands.Add(model.Bands.Select(band => new V1.ModelBand { Role = band.Role, WavelengthNm = band.Wavelength }));
        return message;
    }

    /// <summary>Known by the kind, before a model is loaded.</summary>
    public static bool SupportsGradients(this ModelDescription model) => model.Kind is not "onnx";

    public static Method ToMessage(this IAttributionMethod method, bool available)
    {
        var message = new Method
        {
            Name = method.Name,
            Title = method.Title,
            Description = method.Description,
            Reference = method.Reference,
            NeedsGradients = method.NeedsGradients,
            Available = available,
            Recommended = method.Recommended,
        };
        message.Options.Add(method.Options.Select(ToMessage));
        return message;
    }

    private static V1.MethodOption ToMessage(Attribution.Options.MethodOption option)
    {
        var message = new V1.MethodOption
        {
            Name = option.Name,
            Title = option.Title,
            Description = option.Description,
            Type = option.Type switch
            {
                MethodOptionType.WholeNumber => V1.MethodOption.Types.Type.Integer,
                MethodOptionType.Number => V1.MethodOption.Types.Type.Number,
                MethodOptionType.Choice => V1.MethodOption.Types.Type.Choice,
                _ => V1.MethodOption.Types.Type.Flag,
            },
            DefaultValue = option.DefaultValue,
            Minimum = option.Minimum,
            Maximum = option.Maximum,
        };
        message.Choices.Add(option.Choices);
        return message;
    }

    private static BandInfo ToMessage(Imagery.Bands.BandInfo band)
    {
        var message = new BandInfo
        {
            File = (uint)band.File,
            Band = (uint)band.Band,
            Description = band.Description,
            Role = band.Role,
            RoleSource = band.RoleSource,
            DataType = band.DataType,
            PixelWidth = band.PixelWidth,
            PixelHeight = band.PixelHeight,
        };
        if (band.Nodata is { } nodata)
            message.Nodata = nodata;
        return message;
    }
}
