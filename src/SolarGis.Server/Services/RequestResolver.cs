// SPDX-License-Identifier: MIT
using SolarGis.Engine.V1;
using SolarGis.Jobs;
using SolarGis.Server.Configuration;
using SolarGis.V1;
using Artifact = SolarGis.Jobs.Artifact;

namespace SolarGis.Server.Services;

/// <summary>Replaces what only the server knows (uploads, other jobs' results) by paths that an engine can read.</summary>
internal sealed class RequestResolver(
    UploadStore uploads, JobStore jobs, ArtifactStore artifacts, AllowedFolders folders, DataFolder data, ServerOptions options)
{
    private const string ProbabilityRole = "probability";

    /// <summary>What every request may touch.</summary>
    public Access Access => new()
    {
        Folders = { folders.All, data.Uploads, data.Artefacts },
        MaxPixels = (ulong)options.Limits.PixelsPerJob,
    };

    /// <summary>A copy of the request with local paths.</summary>
    /// <exception cref="JobException">UPLOAD_NOT_FOUND, UPLOAD_INCOMPLETE, JOB_NOT_FOUND or JOB_UNFINISHED.</exception>
    public SubmitRequest Resolve(SubmitRequest request)
    {
        SubmitRequest resolved = request.Clone();
        switch (resolved.WorkCase)
        {
            case SubmitRequest.WorkOneofCase.Segmentation:
                Resolve(resolved.Segmentation.Image);
                break;
            case SubmitRequest.WorkOneofCase.Explanation:
                Resolve(resolved.Explanation.Image);
                break;
            case SubmitRequest.WorkOneofCase.Polygonization when resolved.Polygonization.HasJobId:
                resolved.Polygonization.File = new RasterFile { Path = ProbabilityOf(resolved.Polygonization.JobId) };
                break;
            case SubmitRequest.WorkOneofCase.Polygonization:
                Resolve(resolved.Polygonization.File);
                break;
        }
        return resolved;
    }

    public InspectRequest Resolve(InspectRequest request)
    {
        InspectRequest resolved = request.Clone();
        Resolve(resolved.Image);
        return resolved;
    }

    public EstimateRequest Resolve(EstimateRequest request)
    {
        EstimateRequest resolved = request.Clone();
        Resolve(resolved.Segmentation.Image);
        return resolved;
    }

    private void Resolve(Image image)
    {
        foreach (RasterFile file in image.Files)
            Resolve(file);
    }

    private void Resolve(RasterFile? file)
    {
        if (file?.LocationCase == RasterFile.LocationOneofCase.UploadId)
        {
            file.Path = uploads.PathOf(file.UploadId);
            // It proves what the client had; the copy has a time of its own, and its hash was checked.
            file.Fingerprint = null;
        }
    }

    private string ProbabilityOf(string jobId)
    {
        JobRecord job = jobs.Get(jobId);
        Artifact? probability = job.Artifacts.FirstOrDefault(artifact => artifact.Role == ProbabilityRole);
        return probability is null
            ? throw new JobException("JOB_UNFINISHED", $"Job '{jobId}' has no probability raster; name a segmentation that has succeeded.")
            : artifacts.PathOf(job.Id, probability);
    }
}
