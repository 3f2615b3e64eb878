// SPDX-License-Identifier: MIT
using System.Globalization;
using NetTopologySuite.Geometries;
using SolarGis.Analysis.Pictures;
using SolarGis.Attribution;
using SolarGis.Attribution.Certificates;
using SolarGis.Attribution.Options;
using SolarGis.Attribution.Targets;
using SolarGis.Imagery;
using SolarGis.Imagery.Regions;
using SolarGis.Models;
using TorchSharp;

namespace SolarGis.Analysis;

/// <summary>Polygons in; for each of them and each method an attribution raster, its certificate and a row of a table out.</summary>
/// <param name="models">The models.</param>
/// <param name="input">What to explain, and how.</param>
public sealed class ExplanationAnalysis(ModelLibrary models, ExplanationInput input) : IAnalysis
{
    private const string CertificatesName = "certificates.json";

    // A message holds a few certificates whole; the file holds all.
    private const int CertificatesInMessage = 24;

    private const int RowsPerPicture = 4;

    /// <inheritdoc/>
    public AnalysisResult Run(string outputFolder, IProgress<AnalysisProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        IReadOnlyList<IAttributionMethod> methods = [.. input.Methods.Select(choice => AttributionMethods.Get(choice.Name))];
        progress.Report(new("reading", 0, "Reading the image's headers."));
        using Scene scene = Scene.Open(input.Image, SegmentationAnalysis.Roles(models.Describe(input.Model)), input.Policy);
        foreach (ExplanationSubject subject in input.Subjects) Check(subject, () => subject.Region.Resolve(scene.Grid, input.Policy));
        progress.Report(new("loading", 0.01, "Loading the model."));
        SegmentationModel model = models.Load(input.Model, input.DoublePrecision ? torch.ScalarType.Float64 : torch.ScalarType.Float32);

        var rows = new List<ExplanationRow>();
        var artifacts = new List<AnalysisArtifact>();
        var pictures = new List<ExplanationRowPicture>();
        for (int i = 0; i < input.Subjects.Count; i++)
        {
            ExplanationSubject subject = input.Subjects[i];
            cancel.ThrowIfCancellationRequested();
            ExplanationPatch patch = Check(subject, () => ExplanationPatch.Read(scene, model.Description, subject.Region, input.Policy));
            Geometry outline = Outline(subject.Region.Resolve(scene.Grid, input.Policy));
            var preview = new ExplanationPreview(subject.Name, outline, patch);
            using var scope = torch.NewDisposeScope();
            torch.Tensor pixels = patch.ToTensor();
            using var target = new RegionTarget(
                model, patch.Region, patch.Grid.Width, patch.Grid.Height, input.Output, input.Reduction, useCrop: !input.FullPatch);
            for (int j = 0; j < methods.Count; j++)
            {
                double start = Fraction(i * methods.Count + j), end = Fraction(i * methods.Count + j + 1);
                string words = $"{methods[j].Title} of {subject.Name} ({i * methods.Count + j + 1} of {input.Subjects.Count * methods.Count}).";
                using AttributionResult result = methods[j].Attribute(
                    target, pixels,
                    new MethodOptions { Values = input.Methods[j].Options, Baseline = input.Baseline, Valid = patch.Valid },
                    new Steps(progress, start, end, words), cancel);
                string name = $"attribution-{(i + 1).ToString("000", CultureInfo.InvariantCulture)}-{methods[j].Name}.tif";
                Certificate certificate = result.Certificate with { Notes = [.. result.Certificate.Notes, .. patch.Notes] };
                AttributionRaster.Write(Path.Combine(outputFolder, name), result, certificate, patch, input.JobId, subject.Name, cancel);
                preview.Add(result, certificate);
                rows.Add(new(subject.Name, outline, name, certificate));
                artifacts.Add(new(name, ArtifactRoles.Attribution, "image/tiff; application=geotiff; profile=cloud-optimized", $"{methods[j].Title} of {subject.Name} (COG)"));
            }
            pictures.Add(preview.ToRow(scene.Bands));
            // Written as they fill, because a picture of hundreds of rows is no picture, and their pixels need not wait in memory.
            if (pictures.Count == RowsPerPicture || i == input.Subjects.Count - 1)
            {
                artifacts.Add(WritePicture(outputFolder, i / RowsPerPicture + 1, pictures, model.Description, scene.Inspection.Acquired));
                pictures.Clear();
            }
        }

        progress.Report(new("writing", 0.98, "Writing certificates and tables."));
        AnalysisJson.Write(Path.Combine(outputFolder, CertificatesName), rows.Select(row => row.ToJson(withCertificate: true)));
        artifacts.Add(new(CertificatesName, ArtifactRoles.Certificate, "application/json", "Certificates: what was computed, how, and how faithful it is"));
        artifacts.AddRange(ExplanationTable.Write(outputFolder, rows, scene.Grid.Crs));
        string sentence = $"{rows.Count} explanation{(rows.Count == 1 ? "" : "s")} of {input.Subjects.Count} polygon{(input.Subjects.Count == 1 ? "" : "s")}.";
        progress.Report(new("done", 1, sentence));
        return new(artifacts, AnalysisJson.Write(new
        {
            Kind = "explanation",
            Job = input.JobId,
            Model = model.Description.Label,
            Explanations = rows.Select(row => row.ToJson(withCertificate: rows.Count <= CertificatesInMessage)),
            scene.Inspection.Notes,
        }));
    }

    private AnalysisArtifact WritePicture(string folder, int number, List<ExplanationRowPicture> rows, ModelDescription model, DateOnly? date)
    {
        string name = $"preview-{number.ToString("000", CultureInfo.InvariantCulture)}.png";
        string image = string.Join(", ", input.Image.Files.Take(2).Select(Path.GetFileName)) + (input.Image.Files.Count > 2 ? ", ..." : "");
        if (date is { } day) image += $" of {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
        new ExplanationPicture(
            $"Why {model.Label} sees solar panels here, or does not",
            $"Red speaks for, blue against, compared with the baseline. It shows what the model used, not what is on the ground. {image}.", rows)
            .Write(Path.Combine(folder, name));
        return new(name, ArtifactRoles.Overview, "image/png", "Picture of the explanations");
    }

    private double Fraction(int step) => 0.02 + 0.96 * step / (input.Subjects.Count * input.Methods.Count);

    // Of several polygons the analyst must know which one is meant.
    private T Check<T>(ExplanationSubject subject, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ImageryException error) when (input.Subjects.Count > 1)
        {
            throw new ImageryException(error.Reason, $"{subject.Name}: {error.Message}", error);
        }
        catch (AnalysisException error) when (input.Subjects.Count > 1)
        {
            throw new AnalysisException(error.Reason, $"{subject.Name}: {error.Message}", error);
        }
    }

    private static Geometry Outline(RegionWindow place) => place.Outline ?? place.Grid.Outline(place.Window);

    private sealed class Steps(IProgress<AnalysisProgress> whole, double start, double end, string words) : IProgress<AttributionProgress>
    {
        public void Report(AttributionProgress value) =>
            whole.Report(new("explaining", start + (end - start) * Math.Clamp(value.Fraction, 0, 1), words));
    }
}
