// SPDX-License-Identifier: MIT
using Google.Protobuf;
using SolarGis.Server.Client;
using SolarGis.V1;

namespace SolarGis.Server.Commands;

/// <summary>What was asked, kept beside the results so that "explain --from" asks about the same image and model.</summary>
internal static class RunRecord
{
    private const string FileName = "request.json";

    public static void Write(string folder, SubmitRequest request) =>
        File.WriteAllText(Path.Combine(folder, FileName), JsonFormatter.Default.Format(request));

    /// <summary>The segmentation that left a folder's results.</summary>
    public static SegmentationRequest Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw ClientException.Refused("RUN_NOT_FOUND", $"{folder} holds no results of \"solargis segment\" ({FileName} is missing).");
        try
        {
            return SubmitRequest.Parser.ParseJson(File.ReadAllText(path)).Segmentation
                ?? throw ClientException.Refused("RUN_NOT_FOUND", $"{path} is of another command than \"solargis segment\".");
        }
        catch (Exception e) when (e is InvalidJsonException or InvalidProtocolBufferException)
        {
            throw ClientException.Refused("RUN_DAMAGED", $"{path} cannot be read; run \"solargis segment\" again.", e);
        }
    }
}
