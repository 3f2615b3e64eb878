// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;
using SolarGis.Analysis.Pictures;
using SolarGis.Attribution;
using SolarGis.Attribution.Certificates;
using SolarGis.Imagery;
using SolarGis.Imagery.Grids;
using TorchSharp;

namespace SolarGis.Analysis;

/// <summary>Collects what a picture of one polygon's explanations needs, method by method.</summary>
internal sealed class ExplanationPreview
{
    private const int Surroundings = 20, LeastEdge = 48;

    private readonly string _name;
    private readonly ExplanationPatch _patch;
    private readonly RasterWindow _view;
    private readonly PictureOutline _outline;
    private readonly List<ExplanationPanel> _methods = [];
    private Certificate? _first;

    /// <param name="name">Name of the polygon.</param>
    /// <param name="outline">In the image's coordinates.</param>
    /// <param name="patch">Its pixels.</param>
    public ExplanationPreview(string name, Geometry outline, ExplanationPatch patch)
    {
        (_name, _patch) = (name, patch);
        _view = View(patch);
        _outline = new(outline, OutlineKind.Candidate);
    }

    /// <summary>Adds a method's answer.</summary>
    public void Add(AttributionResult result, Certificate certificate)
    {
        _first ??= certificate;
        bool isPerBand = result.FeatureValues is not null && result.FeatureLabels is null;
        _methods.Add(new(
            certificate.MethodTitle, isPerBand ? null : Map(result, certificate.MethodTitle),
            isPerBand ? Values(certificate, result.FeatureValues!) : Shares(certificate), Lines(certificate, isPerBand)));
    }

    /// <summary>The row of a picture.</summary>
    /// <param name="bands">Roles of the patch's bands.</param>
    public ExplanationRowPicture ToRow(IReadOnlyList<string> bands)
    {
        int area = _patch.Grid.Width * _patch.Grid.Height;
        float[] pixels = [.. Enumerable.Range(0, bands.Count).SelectMany(band => Cut<float>(_patch.Pixels.AsSpan(band * area, area)))];
        var seen = new Patch(pixels, Cut<bool>(_patch.Valid), bands, _view, _patch.Grid.Crop(_view));
        double metres = Math.Sqrt(EqualArea.SquareMetres(seen.Grid.Outline(seen.Grid.Window), seen.Grid.Crs) / seen.Grid.Window.Area);
        return new(new(_name, seen.Grid, PixelColours.TrueColour(seen), [_outline]), Lines(), _methods, metres);
    }

    // A square around the polygon, as far as the patch goes.
    private static RasterWindow View(ExplanationPatch patch)
    {
        int width = patch.Grid.Width, left = width, top = int.MaxValue, right = -1, bottom = -1;
        for (int i = 0; i < patch.Region.Length; i++)
        {
            if (!patch.Region[i]) continue;
            (left, right) = (Math.Min(left, i % width), Math.Max(right, i % width));
            (top, bottom) = (Math.Min(top, i / width), Math.Max(bottom, i / width));
        }
        int edge = Math.Max(LeastEdge, Math.Max(right - left, bottom - top) + 1 + 2 * Surroundings);
        int column = (left + right + 1 - edge) / 2, row = (top + bottom + 1 - edge) / 2;
        return new RasterWindow(column, row, edge, edge).Intersect(patch.Grid.Window);
    }

    private PicturePanel Map(AttributionResult result, string title)
    {
        using var scope = torch.NewDisposeScope();
        float[] whole = MemoryMarshal.Cast<byte, float>(result.Aggregate.to(torch.ScalarType.Float32).cpu().contiguous().bytes).ToArray();
        for (int i = 0; i < whole.Length; i++)
            if (!_patch.Valid[i]) whole[i] = float.NaN;
        bool isSigned = result.IsSigned;
        // The limit is the whole patch's: what lies outside the view must not look like nothing by being cut off.
        double limit = PixelColours.RobustLimit(whole);
        string number = limit.ToString("G2", CultureInfo.InvariantCulture);
        ColourScale scale = isSigned
            ? ColourScale.Attribution with { Low = $"-{number}", High = $"+{number}" }
            : ColourScale.Magnitude with { Low = "0", High = number };
        return new(title, _patch.Grid.Crop(_view), PixelColours.Attribution(Cut<float>(whole), limit, isSigned), [_outline], scale);
    }

    private T[] Cut<T>(ReadOnlySpan<T> whole)
    {
        var part = new T[_view.Area];
        for (int row = 0; row < _view.Height; row++)
            whole.Slice((_view.Row + row) * _patch.Grid.Width + _view.Column, _view.Width).CopyTo(part.AsSpan(row * _view.Width));
        return part;
    }

    private static IReadOnlyList<BandBar> Shares(Certificate certificate) =>
        certificate.BandShares is not { } shares ? [] : [.. certificate.Bands.Zip(shares, (band, share) => new BandBar(band, share, Text(share, "0 %")))];

    private static IReadOnlyList<BandBar> Values(Certificate certificate, IReadOnlyList<double> values) =>
        [.. certificate.Bands.Zip(values, (band, value) => new BandBar(band, value, Text(value, "+0.00;-0.00;0.00")))];

    private IReadOnlyList<string> Lines() =>
    [
        $"f(x) = {Text(_first!.ValueAtInput, "0.00")}, the {_first.Target.Reduction} {_first.Target.Output} over {_first.Target.RegionPixels} pixels"
            + (_first.Target.Output == "logit" ? " (0 is a probability of one half)." : "."),
        $"f(baseline) = {Text(_first.ValueAtBaseline, "0.00")}; the baseline is {_first.Baseline.Name}.",
        .. _patch.Notes,
    ];

    private static List<string> Lines(Certificate certificate, bool isPerBand)
    {
        List<string> lines = [];
        if (isPerBand) lines.Add($"Bars: what each band adds to f; together f(x) - f(baseline) = {Text(certificate.ValueAtInput - certificate.ValueAtBaseline, "0.00")}.");
        else lines.Add(certificate.BandShares is null ? "One map for all bands." : "Bars: share of each band in the magnitudes.");
        if (certificate.ShareInside is { } inside) lines.Add($"{Text(inside, "0 %")} of it lies inside the polygon.");
        if (certificate.CompletenessGap?.Relative is { } gap) lines.Add($"Parts add up to within {Text(Math.Abs(gap), "0.0 %")}.");
        lines.Add($"{certificate.Forwards} forwards" + (certificate.Backwards > 0 ? $" and {certificate.Backwards} backwards" : "") + $", {Text(certificate.Seconds, "0.0")} s.");
        return lines;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
