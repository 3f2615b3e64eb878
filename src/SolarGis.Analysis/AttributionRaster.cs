// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using SolarGis.Attribution;
using SolarGis.Attribution.Certificates;
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Rasters;
using TorchSharp;

namespace SolarGis.Analysis;

/// <summary>An explanation as COG: one band per input band (one for all where they share a map), then the aggregate.</summary>
internal static class AttributionRaster
{
    /// <summary>Description of the last band.</summary>
    private const string Aggregate = "aggregate", Shared = "all bands";

    /// <summary>Writes the file; pixels without data are NaN.</summary>
    /// <exception cref="Imagery.ImageryException">OUTPUT_UNWRITABLE.</exception>
    public static void Write(
        string path, AttributionResult result, Certificate certificate, ExplanationPatch patch, string job, string subject, CancellationToken cancel)
    {
        string[] names = [.. result.Map.shape[0] == certificate.Bands.Count ? certificate.Bands : [Shared], Aggregate];
        string working = path + ".part.tif";
        try
        {
            using (var writer = FloatRasterWriter.Create(working, patch.Grid, names.Length, double.NaN, names))
            {
                float[] map = Floats(result.Map), aggregate = Floats(result.Aggregate);
                RasterWindow window = patch.Grid.Window;
                int area = (int)window.Area;
                for (int band = 0; band < names.Length; band++)
                {
                    Span<float> plane = band < names.Length - 1 ? map.AsSpan(band * area, area) : aggregate;
                    for (int i = 0; i < area; i++)
                        if (!patch.Valid[i]) plane[i] = float.NaN;
                    writer.Write(window, band + 1, plane);
                }
                writer.Flush();
            }
            CogWriter.Write(working, path, new CogMetadata(names, new Dictionary<string, string>
            {
                ["JOB"] = job,
                ["SUBJECT"] = subject,
                ["METHOD"] = certificate.Method,
                ["MODEL"] = certificate.Model.Label,
                ["MODEL_SHA256"] = certificate.Model.Hash,
                ["SOFTWARE"] = $"SolarGisBridge {SoftwareVersion.Current}",
                ["CERTIFICATE"] = certificate.ToJson(),
            }), cancel: cancel);
        }
        finally
        {
            File.Delete(working);
        }
    }

    private static float[] Floats(torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return MemoryMarshal.Cast<byte, float>(tensor.to(torch.ScalarType.Float32).cpu().contiguous().bytes).ToArray();
    }
}
