// SPDX-License-Identifier: MIT
using System.Globalization;

namespace SolarGis.Attribution.Options;

/// <summary>The settings of one run: every option of the method with its validated value.</summary>
public sealed class OptionValues
{
    readonly SortedDictionary<string, string> _values;

    OptionValues(SortedDictionary<string, string> values) => _values = values;

    /// <summary>Every option by name, as canonical text.</summary>
    public IReadOnlyDictionary<string, string> All => _values;

    /// <summary>Checks texts against a method's options and fills in the defaults.</summary>
    /// <exception cref="AttributionException">An option is unknown or out of range.</exception>
    public static OptionValues Parse(string method, IReadOnlyList<MethodOption> options, IReadOnlyDictionary<string, string> texts)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in options) values[option.Name] = option.DefaultValue;
        foreach (var (name, text) in texts)
        {
            var option = options.FirstOrDefault(candidate => candidate.Name == name) ?? throw new AttributionException(
                "OPTION_UNKNOWN",
                $"{method} has no option \"{name}\"; " +
                (options.Count == 0 ? "it takes none." : $"it takes: {string.Join(", ", options.Select(candidate => candidate.Name))}."));
            values[name] = option.Validate(method, text);
        }

        return new(values);
    }

    /// <summary>A whole number.</summary>
    public int WholeNumber(string name) => int.Parse(_values[name], CultureInfo.InvariantCulture);

    /// <summary>A number.</summary>
    public double Number(string name) => double.Parse(_values[name], CultureInfo.InvariantCulture);

    /// <summary>A word.</summary>
    public string Choice(string name) => _values[name];

    /// <summary>Yes or no.</summary>
    public bool Flag(string name) => _values[name] == "true";
}
