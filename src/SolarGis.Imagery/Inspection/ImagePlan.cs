// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Bands;
using SolarGis.Imagery.Grids;

namespace SolarGis.Imagery.Inspection;

/// <summary>An image whose headers were read: what to tell the analyst, and what is needed to read pixels.</summary>
/// <param name="Files">The headers.</param>
/// <param name="Bands">Every band, as it is told.</param>
/// <param name="Notes">Sentences for the analyst.</param>
internal sealed record ImagePlan(IReadOnlyList<FileHeader> Files, IReadOnlyList<BandInfo> Bands, List<string> Notes)
{
    public static ImagePlan Make(ImageRequest request, ReadPolicy policy)
    {
        CheckRequest(request, policy);
        FileHeader[] files = [.. request.Files.Select(path => FileHeader.Read(path, policy))];
        List<string> notes = [];
        IReadOnlyList<BandMatch> matches = BandMatcher.Match(files, request.Bands, notes);
        if (matches.All(m => m.Role.Length == 0) && files.All(f => f.IsPicture))
            throw new ImageryException("PICTURE_ONLY",
                $"{files[0].Name} is a picture to look at (8-bit colours), not measured reflectance; choose the bands of the image itself.");
        BandInfo[] bands = [.. matches.Select(m => Describe(files[m.File], m, request.Radiometry))];
        return new ImagePlan(files, bands, notes);
    }

    /// <summary>The bands of roles in their order.</summary>
    /// <exception cref="ImageryException">BANDS_MISSING.</exception>
    public IReadOnlyList<BandInfo> Select(IReadOnlyList<string> roles)
    {
        IReadOnlyList<string> missing = Missing(roles);
        if (missing.Count == 0) return [.. roles.Select(role => Bands.First(b => b.Role == role))];
        string found = string.Join(", ", Bands.Where(b => b.Role.Length > 0).Select(b => b.Role));
        throw new ImageryException("BANDS_MISSING",
            $"This model needs {string.Join(" and ", missing)}; this image has {Bands.Count} {(Bands.Count == 1 ? "band" : "bands")}"
            + (found.Length > 0 ? $", of which {found} are recognised." : ", none of which is recognised.") + " Add the missing bands' files or assign them by hand.");
    }

    public IReadOnlyList<string> Missing(IReadOnlyList<string> roles) => [.. roles.Where(role => Bands.All(b => b.Role != role))];

    /// <summary>The grid of the finest of some bands, after a check that the others lie on it.</summary>
    /// <exception cref="ImageryException">NO_CRS or GRIDS_DIFFER.</exception>
    public Grid CommonGrid(IReadOnlyList<BandInfo> bands)
    {
        (Grid Grid, string Name)[] grids = [.. bands.Select(b => b.File).Distinct().Select(i => (GridOf(i), Files[i].Name))];
        (Grid finest, string name) = grids.MinBy(g => Math.Abs(g.Grid.Transform.PixelWidth));
        foreach ((Grid other, string otherName) in grids) GridCheck.Require(finest, name, other, otherName);
        return finest;
    }

    public Grid GridOf(int file) => Files[file].Grid ?? throw Files[file].GridError!;

    private static void CheckRequest(ImageRequest request, ReadPolicy policy)
    {
        if (request.Files.Count == 0) throw new ImageryException("RASTER_NOT_FOUND", "No file is named; choose at least one raster.");
        if (request.Files.Count > policy.MaximumFiles)
            throw new ImageryException("RASTER_TOO_LARGE", $"The image has {request.Files.Count} files; at most {policy.MaximumFiles} are read.");
        RadiometryOverride radiometry = request.Radiometry;
        if (radiometry.Scale is double scale && !(double.IsFinite(scale) && scale > 0))
            throw new ImageryException("RADIOMETRY_INVALID", "The scale must be a positive number, such as 0.0001.");
        if (radiometry.Offset is double offset && !double.IsFinite(offset))
            throw new ImageryException("RADIOMETRY_INVALID", "The offset must be a number, such as -0.1.");
        for (int i = 0; i < Math.Min(request.Fingerprints.Count, request.Files.Count); i++)
            if (request.Fingerprints[i] is { } seen && seen != Fingerprint.Of(request.Files[i], policy))
                throw new ImageryException("FILE_DIFFERS",
                    $"{Path.GetFileName(request.Files[i])} is not the file that the client sees (size, time or content differ); send its pixels instead.");
    }

    private static BandInfo Describe(FileHeader file, BandMatch match, RadiometryOverride request)
    {
        BandHeader band = match.Band;
        double width = file.Grid is { } grid ? double.Hypot(grid.Transform.PixelWidth, grid.Transform.ColumnRotation) : 0;
        double height = file.Grid is { } same ? double.Hypot(same.Transform.PixelHeight, same.Transform.RowRotation) : 0;
        return new BandInfo(match.File, band.Index, band.Description, match.Role, match.Source, band.DataType, band.Nodata, width, height,
            RadiometryReader.Read(file, band, match.Role, request));
    }
}
