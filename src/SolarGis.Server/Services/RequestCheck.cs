// SPDX-License-Identifier: MIT
using SolarGis.V1;

namespace SolarGis.Server.Services;

/// <summary>Refuses requests that no engine needs to see, with the field that is wrong.</summary>
internal static class RequestCheck
{
    private const int MaxTitle = 200;
    private const int MaxFiles = 64;
    private const int MaxSubjects = 500;
    private const int MaxMethods = 32;
    private const int MaxWkb = 2 << 20;

    /// <exception cref="RequestException">A field cannot be used.</exception>
    public static void Submit(SubmitRequest request)
    {
        if (request.Title.Length > MaxTitle)
            throw new RequestException("title", "TITLE_TOO_LONG", $"The title has more than {MaxTitle} characters; shorten it.");
        switch (request.WorkCase)
        {
            case SubmitRequest.WorkOneofCase.Segmentation:
                Segmentation(request.Segmentation, "segmentation");
                break;
            case SubmitRequest.WorkOneofCase.Polygonization:
                if (request.Polygonization.ProbabilityCase == PolygonizationRequest.ProbabilityOneofCase.None)
                    throw new RequestException("polygonization.job_id", "PROBABILITY_MISSING", "Name a finished segmentation or a probability raster.");
                if (request.Polygonization.File is { } file)
                    File(file, "polygonization.file");
                Polygons(request.Polygonization.Polygons, "polygonization.polygons");
                break;
            case SubmitRequest.WorkOneofCase.Explanation:
                Image(request.Explanation.Image, "explanation.image");
                Explanation(request.Explanation, "explanation");
                break;
            default:
                throw new RequestException("work", "WORK_MISSING",
                    "The request names no work that this server knows; set segmentation, polygonization or explanation.");
        }
    }

    /// <exception cref="RequestException">A field cannot be used.</exception>
    public static void Estimate(EstimateRequest request)
    {
        if (request.WorkCase != EstimateRequest.WorkOneofCase.Segmentation)
            throw new RequestException("work", "WORK_MISSING", "Only a segmentation can be estimated; set segmentation.");
        Segmentation(request.Segmentation, "segmentation");
    }

    /// <exception cref="RequestException">A field cannot be used.</exception>
    public static void Image(Image? image, string field)
    {
        if (image is null || image.Files.Count == 0)
            throw new RequestException($"{field}.files", "IMAGE_MISSING", "The request names no image file.");
        if (image.Files.Count > MaxFiles)
            throw new RequestException($"{field}.files", "IMAGE_MISSING", $"The image has {image.Files.Count} files; at most {MaxFiles} are taken.");
        for (int i = 0; i < image.Files.Count; i++)
            File(image.Files[i], $"{field}.files[{i}]");
        for (int i = 0; i < image.Bands.Count; i++)
        {
            if (image.Bands[i].File >= image.Files.Count || image.Bands[i].Band == 0)
            {
                throw new RequestException($"{field}.bands[{i}]", "BAND_INVALID",
                    $"Band {Jobs.Identifier.Quote(image.Bands[i].Role)} is assigned to file {image.Bands[i].File}, band {image.Bands[i].Band}: files count from 0, bands from 1.");
            }
        }
    }

    private static void Segmentation(SegmentationRequest request, string field)
    {
        Image(request.Image, $"{field}.image");
        if (request.Region?.Polygon is { } polygon)
            Polygon(polygon, $"{field}.region.polygon");
        Polygons(request.Polygons, $"{field}.polygons");
    }

    private static void Explanation(ExplanationRequest request, string field)
    {
        if (request.Subjects.Count is 0 or > MaxSubjects)
            throw new RequestException($"{field}.subjects", "SUBJECTS_INVALID", request.Subjects.Count == 0
                ? "The request names no polygon to explain."
                : $"The request has {request.Subjects.Count} polygons; explain at most {MaxSubjects} at a time.");
        if (request.Methods.Count > MaxMethods)
            throw new RequestException($"{field}.methods", "METHODS_INVALID", $"The request has {request.Methods.Count} methods; choose at most {MaxMethods}.");
        for (int i = 0; i < request.Subjects.Count; i++)
        {
            Polygon(request.Subjects[i].Polygon, $"{field}.subjects[{i}].polygon");
            if (request.Subjects[i].Name.Length > MaxTitle)
                throw new RequestException($"{field}.subjects[{i}].name", "TITLE_TOO_LONG", $"The polygon's name has more than {MaxTitle} characters; shorten it.");
        }
        string[] names = [.. request.Methods.Select(method => method.Name)];
        if (names.Distinct().Count() < names.Length)
            throw new RequestException($"{field}.methods", "METHODS_INVALID", "A method is named twice; name each once.");
    }

    private static void File(RasterFile file, string field)
    {
        if (file.LocationCase == RasterFile.LocationOneofCase.None || (file.Path.Length == 0 && file.UploadId.Length == 0))
            throw new RequestException(field, "IMAGE_MISSING", "A file of the image has neither path nor upload id.");
    }

    private static void Polygon(Polygon? polygon, string field)
    {
        if (polygon is null || polygon.Wkb.IsEmpty)
            throw new RequestException(field, "REGION_EMPTY", "The polygon is empty; draw it again.");
        if (polygon.Wkb.Length > MaxWkb)
            throw new RequestException(field, "REGION_INVALID", "The polygon has too many corners; simplify it.");
    }

    private static void Polygons(PolygonOptions? options, string field)
    {
        if (options is null)
            return;
        if (options.HasThreshold && !(options.Threshold is > 0 and < 1))
            throw new RequestException($"{field}.threshold", "THRESHOLD_INVALID", "The threshold is a probability above 0 and below 1.");
        if (options.HasMinAreaM2 && !(options.MinAreaM2 >= 0 && double.IsFinite(options.MinAreaM2)))
            throw new RequestException($"{field}.min_area_m2", "AREA_INVALID", "The smallest area is a number of square metres, 0 or more.");
        if (options.HasMwDcPerHa && !(options.MwDcPerHa > 0 && double.IsFinite(options.MwDcPerHa)))
            throw new RequestException($"{field}.mw_dc_per_ha", "CAPACITY_INVALID", "The capacity factor is a number of megawatts per hectare above 0.");
    }
}
