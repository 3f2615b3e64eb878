// SPDX-License-Identifier: MIT
using System.CommandLine;
using SolarGis.V1;

namespace SolarGis.Server.Commands.Input;

/// <summary>How probabilities become polygons.</summary>
internal sealed class PolygonSettings
{
    private readonly Option<double?> threshold = Arguments.Number("--threshold", "Probability from which a pixel counts as solar farm, between 0 and 1. Default: 0.5.", x => x is > 0 and < 1, "between 0 and 1");
    private readonly Option<double?> minArea = Arguments.Number("--min-area", "Smallest candidate, in square metres. Default: 1000.", x => x >= 0, "of square metres, 0 or more");
    private readonly Option<double?> capacity = Arguments.Number("--mw-per-ha", "Direct-current megawatts per hectare for the column mw_dc. Default: 0.5.", x => x > 0, "above 0");

    public void AddTo(Command command)
    {
        command.Options.Add(threshold);
        command.Options.Add(minArea);
        command.Options.Add(capacity);
    }

    public PolygonOptions Read(ParseResult arguments)
    {
        var options = new PolygonOptions();
        if (arguments.GetValue(threshold) is double t) options.Threshold = t;
        if (arguments.GetValue(minArea) is double a) options.MinAreaM2 = a;
        if (arguments.GetValue(capacity) is double c) options.MwDcPerHa = c;
        return options;
    }
}
