// SPDX-License-Identifier: MIT
using System.Globalization;
using SolarGis.Imagery.Bands;

namespace SolarGis.Imagery.Inspection;

/// <summary>Finds which band is which: what the analyst says first, then description, file name, wavelength, and order last.</summary>
internal static class BandMatcher
{
    private static readonly string[] WavelengthKeys = ["CENTRAL_WAVELENGTH_UM", "CENTRAL_WAVELENGTH", "WAVELENGTH", "CENTER_WAVELENGTH"];

    public static IReadOnlyList<BandMatch> Match(IReadOnlyList<FileHeader> files, IReadOnlyList<BandAssignment> assignments, List<string> notes)
    {
        List<BandMatch> matches = [.. files.SelectMany((file, i) => file.Bands.Select(band => Detect(file, i, band)))];
        MatchByOrder(files, matches, notes);
        foreach (BandAssignment assignment in assignments) Assign(matches, assignment, files);
        return KeepFinest(files, matches, assignments, notes);
    }

    private static BandMatch Detect(FileHeader file, int index, BandHeader band)
    {
        if (file.IsPicture) return new BandMatch(index, band, "", "");
        if (BandNames.FromDescription(band.Description) is string described) return new BandMatch(index, band, described, "description");
        if (file.Bands.Count == 1 && BandNames.FromFileName(file.Path) is string named) return new BandMatch(index, band, named, "name");
        return Wavelength(band) is double nanometres && Sentinel2.FindByWavelength(nanometres) is SpectralBand found
            ? new BandMatch(index, band, found.Role, "wavelength") : new BandMatch(index, band, "", "");
    }

    private static double? Wavelength(BandHeader band)
    {
        foreach (string key in WavelengthKeys)
        {
            if (!band.Metadata.TryGetValue(key, out string? text)) continue;
            string number = text.Trim().Split(' ')[0];
            if (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0)
                return value < 20 ? value * 1000 : value;
        }
        return null;
    }

    private static void MatchByOrder(IReadOnlyList<FileHeader> files, List<BandMatch> matches, List<string> notes)
    {
        if (files.Count != 1 || matches.Any(m => m.Role.Length > 0 || m.Band.Description.Length > 0) || files[0].IsPicture) return;
        string[]? order = matches.Count switch
        {
            10 => [.. Sentinel2.TenBands],
            12 => [.. Sentinel2.Bands.Select(b => b.Role).Where(r => r != "B10")],
            13 => [.. Sentinel2.Bands.Select(b => b.Role)],
            _ => null,
        };
        if (order is null) return;
        for (int i = 0; i < order.Length; i++) matches[i] = matches[i] with { Role = order[i], Source = "order" };
        notes.Add($"The bands have no names; they are taken to be {string.Join(" ", order)} in this order. Assign them by hand if that is wrong.");
    }

    private static void Assign(List<BandMatch> matches, BandAssignment assignment, IReadOnlyList<FileHeader> files)
    {
        string role = Sentinel2.Find(assignment.Role)?.Role ?? assignment.Role;
        int at = matches.FindIndex(m => m.File == assignment.File && m.Band.Index == assignment.Band);
        if (at < 0)
            throw new ImageryException("BANDS_MISSING", assignment.File >= 0 && assignment.File < files.Count
                ? $"{role} is assigned to band {assignment.Band} of {files[assignment.File].Name}, which has {files[assignment.File].Bands.Count}."
                : $"{role} is assigned to file {assignment.File}, but there are {files.Count} (counted from 0).");
        for (int i = 0; i < matches.Count; i++)
            if (matches[i].Role == role) matches[i] = matches[i] with { Role = "", Source = "" };
        matches[at] = matches[at] with { Role = role, Source = "request" };
    }

    /// <summary>One band per role: the finest, the first among equals.</summary>
    private static List<BandMatch> KeepFinest(
        IReadOnlyList<FileHeader> files, List<BandMatch> matches, IReadOnlyList<BandAssignment> assignments, List<string> notes)
    {
        foreach (IGrouping<string, BandMatch> same in matches.Where(m => m.Role.Length > 0).GroupBy(m => m.Role).ToList())
        {
            if (same.Count() == 1) continue;
            BandMatch best = same.OrderBy(m => files[m.File].Grid is { } grid ? Math.Abs(grid.Transform.PixelWidth) : double.MaxValue).First();
            notes.Add($"{same.Count()} bands look like {same.Key}; band {best.Band.Index} of {files[best.File].Name} is used. Assign another by hand if that is wrong.");
            for (int i = 0; i < matches.Count; i++)
                if (matches[i].Role == same.Key && matches[i] != best) matches[i] = matches[i] with { Role = "", Source = "" };
        }
        foreach (IGrouping<(int, int), BandAssignment> twice in assignments.GroupBy(a => (a.File, a.Band)).Where(g => g.Count() > 1))
            notes.Add($"{string.Join(" and ", twice.Select(a => a.Role))} are assigned to the same band; the last one is used.");
        return matches;
    }
}
