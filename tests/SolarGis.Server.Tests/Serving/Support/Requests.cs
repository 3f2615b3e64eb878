// SPDX-License-Identifier: MIT
using SolarGis.V1;

namespace SolarGis.Server.Tests.Serving.Support;

/// <summary>Requests that many tests make.</summary>
internal static class Requests
{
    public static Image Image(params string[] paths) => new() { Files = { paths.Select(path => new RasterFile { Path = path }) } };

    public static SubmitRequest Scripted(string id, string script) =>
        Segmentation(id, new SegmentationRequest { Image = Image("any.tif"), Model = script });

    public static SubmitRequest Segmentation(string id, SegmentationRequest segmentation) =>
        new() { JobId = id, Title = $"Title of {id}", Segmentation = segmentation };

    public static InspectRequest Inspect(params string[] paths) => new() { Image = Image(paths) };
}
