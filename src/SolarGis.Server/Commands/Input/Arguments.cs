// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SolarGis.Server.Commands.Input;

/// <summary>Parsers and checks that several commands share. Numbers are written with a point, whatever the system's language.</summary>
internal static class Arguments
{
    /// <summary>Reads numbers separated by commas; null where one is no finite number.</summary>
    public static double[]? Numbers(string text)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        double[] numbers = new double[parts.Length];
        for (int i = 0; i < parts.Length; i++)
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
                return null;
        return numbers;
    }

    /// <summary>An option for a number.</summary>
    /// <param name="name">Such as --threshold.</param>
    /// <param name="description">With unit and default.</param>
    /// <param name="isValid">What the number must be.</param>
    /// <param name="rule">The same in words: "more than 0 and less than 1".</param>
    public static Option<double?> Number(string name, string description, Func<double, bool> isValid, string rule) => new(name)
    {
        Description = description,
        HelpName = "NUMBER",
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && isValid(number))
                return number;
            result.AddError($"{name} must be a number {rule}, not \"{text}\".");
            return null;
        },
    };

    /// <summary>Where results go.</summary>
    public static Option<string> OutFolder(string usual) => new("--out", "-o")
    {
        Description = "Folder for the results; created when missing, files of the same name are replaced.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => usual,
    };

    /// <summary>An EPSG code, 1024 to 999999.</summary>
    public static Option<int?> Epsg(string of) => new("--epsg")
    {
        Description = $"EPSG code of {of}, such as 4326 for longitude and latitude. Default: the image's own.",
        HelpName = "CODE",
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            if (int.TryParse(text.StartsWith("EPSG:", StringComparison.OrdinalIgnoreCase) ? text[5..] : text, NumberStyles.None, CultureInfo.InvariantCulture, out int code)
                && code is >= 1024 and <= 999_999)
                return code;
            result.AddError($"--epsg must be an EPSG code such as 32643, not \"{text}\".");
            return null;
        },
    };

    /// <summary>Adds an error of the whole command.</summary>
    public static void RequireAtMostOne(CommandResult result, params Option[] options)
    {
        Option[] given = [.. options.Where(o => result.GetResult(o) is { Implicit: false })];
        if (given.Length > 1) result.AddError($"{string.Join(" and ", given.Select(o => o.Name))} exclude each other; give one.");
    }
}
