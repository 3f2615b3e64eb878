// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Bands;
using SolarGis.Imagery.Grids;
using SolarGis.Imagery.Inspection;

namespace SolarGis.Imagery;

/// <summary>Says what an image is and whether it can be used, without decoding a pixel.</summary>
public static class RasterInspector
{
    /// <summary>Reads the headers of an image.</summary>
    /// <param name="request">Files and what the analyst says about them.</param>
    /// <param name="policy">What may be opened.</param>
    /// <param name="requiredRoles">Bands of the model that is to be used; null when none was chosen.</param>
    /// <exception cref="ImageryException">
    /// PATH_NOT_ALLOWED, RASTER_NOT_FOUND, RASTER_UNREADABLE, RASTER_TOO_LARGE, NO_CRS, GRIDS_DIFFER, PICTURE_ONLY, FILE_DIFFERS,
    /// RADIOMETRY_INVALID, or BANDS_MISSING for an assignment to a band that does not exist.
    /// </exception>
    public static ImageInspection Inspect(ImageRequest request, ReadPolicy policy, IReadOnlyList<string>? requiredRoles = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(policy);
        return Inspect(ImagePlan.Make(request, policy), request, policy, requiredRoles);
    }

    internal static ImageInspection Inspect(ImagePlan plan, ImageRequest request, ReadPolicy policy, IReadOnlyList<string>? requiredRoles)
    {
        IReadOnlyList<BandInfo> used = [.. plan.Bands.Where(b => b.Role.Length > 0 && requiredRoles?.Contains(b.Role) != false)];
        if (used.Count == 0) used = [.. plan.Bands.Where(b => plan.Files[b.File].Grid is not null)];
        if (used.Count == 0) used = plan.Bands;
        Grid grid = plan.CommonGrid(used);
        IReadOnlyList<string> missing = requiredRoles is null ? [] : plan.Missing(requiredRoles);
        List<string> notes = [.. plan.Notes, .. Remarks(grid, used, missing)];
        return new ImageInspection(grid, plan.Bands, used[0].Radiometry, GeographicExtent(grid),
            used.Select(b => AcquisitionDate.Find(plan.Files[b.File])).FirstOrDefault(d => d is not null),
            missing, notes, [.. request.Files.Select(path => Fingerprint.Of(path, policy))]);
    }

    private static IEnumerable<string> Remarks(Grid grid, IReadOnlyList<BandInfo> used, IReadOnlyList<string> missing)
    {
        if (missing.Count > 0)
            yield return $"This model needs {string.Join(" and ", missing)}, which this image does not have or does not name.";
        if (grid.Crs.Epsg == 4326 || Math.Abs(grid.Transform.PixelWidth) < 0.01)
            yield return "The grid is in degrees: pixels are not square on the ground, and results may be less exact than on the original UTM grid.";
        if (used.Any(b => b.Radiometry.Source == "assumed" && !b.DataType.Contains("Float", StringComparison.Ordinal)))
            yield return "The file states neither scale nor offset: pixel values are divided by 10000. If this is Sentinel-2 of processing baseline 04.00 "
                + "or later (since January 2022) with its offset still in, set the offset to -0.1.";
        if (used.Select(b => (b.Radiometry.Scale, b.Radiometry.Offset)).Distinct().Skip(1).Any())
            yield return "Scale or offset differ between the bands; each band's own are applied.";
        if (used.All(b => b.Radiometry.Nodata is null && !b.DataType.Contains("Float", StringComparison.Ordinal)))
            yield return "No value for no data is stated: pixels that are 0 in every band are left out.";
    }

    private static Extent GeographicExtent(Grid grid)
    {
        (double X, double Y)[] corners =
            [grid.Transform.Apply(0, 0), grid.Transform.Apply(grid.Width, 0), grid.Transform.Apply(0, grid.Height), grid.Transform.Apply(grid.Width, grid.Height)];
        using CoordinateTransform transform = new(grid.Crs, CrsFactory.Wgs84);
        (double minX, double minY, double maxX, double maxY) = transform.ApplyBounds(
            corners.Min(c => c.X), corners.Min(c => c.Y), corners.Max(c => c.X), corners.Max(c => c.Y));
        return new Extent(minX, minY, maxX, maxY, 4326);
    }
}
