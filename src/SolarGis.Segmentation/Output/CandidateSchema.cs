// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Vectors;
using SolarGis.Segmentation.Polygons;

namespace SolarGis.Segmentation.Output;

/// <summary>The one attribute schema of candidates, the same in every file format.</summary>
public static class CandidateSchema
{
    /// <summary>Columns in their order.</summary>
    public static IReadOnlyList<CandidateColumn> Columns { get; } =
    [
        Text("site_id", 24, c => c.SiteId),
        Number("p_mean", 8, 4, c => c.MeanProbability),
        Number("p_max", 8, 4, c => c.MaximumProbability),
        Number("uncert", 8, 4, c => c.Uncertainty),
        Number("area_ha", 14, 4, c => c.AreaHectares),
        Number("mw_dc", 14, 4, c => c.Megawatts),
        Date("img_date", c => c.ImageDate),
        Text("model", 80, c => c.Model),
        Text("run_id", 64, c => c.RunId),
        Text("why", 254, c => c.Why),
        Text("suspect", 80, c => c.Suspect),
        Text("status", 16, c => c.Status),
        Text("reason", 254, c => c.Reason),
        Text("reviewer", 80, c => c.Reviewer),
        Date("reviewed", c => c.Reviewed),
    ];

    private static CandidateColumn Text(string name, int bytes, Func<Candidate, string> value) => new(name, FieldKind.Text, bytes, 0, value);

    private static CandidateColumn Number(string name, int width, int decimals, Func<Candidate, double> value) =>
        new(name, FieldKind.Real, width, decimals, candidate => Math.Round(value(candidate), decimals));

    private static CandidateColumn Date(string name, Func<Candidate, DateOnly?> value) => new(name, FieldKind.Date, 8, 0, candidate => value(candidate));
}
