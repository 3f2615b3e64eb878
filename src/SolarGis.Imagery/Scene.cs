// SPDX-License-Identifier: MIT
using OSGeo.GDAL;
using SolarGis.Imagery.Bands;
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Inspection;
using SolarGis.Imagery.Rasters;

namespace SolarGis.Imagery;

/// <summary>An opened image: reflectance of the bands that a model needs, all on the grid of the finest of them.</summary>
/// <remarks>
/// Coarser bands are interpolated bilinearly between pixel centres. A pixel is invalid where any band is no data, saturated,
/// masked, not finite or outside the image. Not thread-safe: open one per reading thread.
/// </remarks>
public sealed class Scene : IPatchSource
{
    private readonly List<Dataset> _datasets = [];
    private readonly List<BandReader> _readers = [];
    private readonly ReadPolicy _policy;

    private Scene(ImageInspection inspection, IReadOnlyList<string> roles, ReadPolicy policy)
    {
        Inspection = inspection;
        Bands = roles;
        _policy = policy;
    }

    /// <inheritdoc/>
    public Grid Grid => Inspection.Grid;

    /// <inheritdoc/>
    public IReadOnlyList<string> Bands { get; }

    /// <summary>What the headers say: radiometry, date, notes.</summary>
    public ImageInspection Inspection { get; }

    /// <summary>Opens an image.</summary>
    /// <param name="request">Files and what the analyst says about them.</param>
    /// <param name="roles">Bands that every patch has, in this order.</param>
    /// <param name="policy">What may be opened.</param>
    /// <exception cref="ImageryException">As <see cref="RasterInspector.Inspect(ImageRequest, ReadPolicy, IReadOnlyList{string}?)"/>, and BANDS_MISSING.</exception>
    public static Scene Open(ImageRequest request, IReadOnlyList<string> roles, ReadPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(roles);
        ArgumentNullException.ThrowIfNull(policy);
        ImagePlan plan = ImagePlan.Make(request, policy);
        IReadOnlyList<BandInfo> bands = plan.Select(roles);
        Scene scene = new(RasterInspector.Inspect(plan, request, policy, roles), roles, policy);
        try
        {
            foreach (IGrouping<int, BandInfo> file in bands.GroupBy(b => b.File)) scene._datasets.Add(RasterOpener.Open(plan.Files[file.Key].Path, policy));
            int[] files = [.. bands.Select(b => b.File).Distinct()];
            foreach (BandInfo band in bands)
                scene._readers.Add(new BandReader(
                    scene._datasets[Array.IndexOf(files, band.File)], band, plan.GridOf(band.File), scene.Grid, plan.Files[band.File].Name));
            return scene;
        }
        catch (Exception)
        {
            scene.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ImageryException">REGION_TOO_LARGE over the policy's pixels of one read; RASTER_UNREADABLE for damaged pixels.</exception>
    public Patch Read(RasterWindow window)
    {
        if (window.IsEmpty) throw new ArgumentException("The window holds no pixel.", nameof(window));
        if (window.Area > _policy.MaximumPatchPixels)
            throw new ImageryException("REGION_TOO_LARGE",
                $"{window.Width} x {window.Height} pixels are too many for one read (at most {_policy.MaximumPatchPixels:N0}); choose a smaller region.");
        int area = (int)window.Area;
        // Every element is written below; clearing tens of megabytes first would cost as much as reading them.
        float[] pixels = GC.AllocateUninitializedArray<float>(checked(area * _readers.Count));
        bool[] valid = new bool[area];
        Array.Fill(valid, true);
        // Padding that nobody declared: no surface is black in every band.
        bool[] zero = [];
        if (_readers.TrueForAll(r => r.MayPadWithZero)) Array.Fill(zero = new bool[area], true);
        bool complete = true;
        for (int band = 0; band < _readers.Count; band++)
        {
            Span<float> plane = pixels.AsSpan(band * area, area);
            if (!_readers[band].Read(window, plane, zero))
            {
                complete = false;
                for (int i = 0; i < area; i++) valid[i] &= float.IsFinite(plane[i]);
            }
            if (Array.IndexOf(zero, true) < 0) zero = [];
        }
        for (int i = 0; i < zero.Length; i++)
        {
            if (!zero[i]) continue;
            valid[i] = complete = false;
        }
        if (!complete)
        {
            for (int band = 0; band < _readers.Count; band++)
                for (int i = 0; i < area; i++)
                    if (!valid[i]) pixels[band * area + i] = 0;
        }
        return new Patch(pixels, valid, Bands, window, Grid.Crop(window));
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        foreach (BandReader reader in _readers) reader.Dispose();
        foreach (Dataset dataset in _datasets) dataset.Dispose();
        _readers.Clear();
        _datasets.Clear();
    }
}
