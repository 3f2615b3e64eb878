// SPDX-License-Identifier: MIT
using System.Globalization;

namespace SolarGis.Attribution.Options;

/// <summary>One setting of a method, described so that a client can build a form from it.</summary>
/// <param name="Name">Name in snake case.</param>
/// <param name="Title">Label.</param>
/// <param name="Description">One sentence for the analyst.</param>
/// <param name="Type">What the text holds.</param>
/// <param name="DefaultValue">The value when nothing is given, as text.</param>
/// <param name="Minimum">Smallest number allowed; 0 for words and flags.</param>
/// <param name="Maximum">Largest number allowed; 0 for words and flags.</param>
/// <param name="Choices">The words allowed; empty unless a choice.</param>
public sealed record MethodOption(
    string Name, string Title, string Description, MethodOptionType Type, string DefaultValue,
    double Minimum, double Maximum, IReadOnlyList<string> Choices)
{
    /// <summary>A whole number within a range.</summary>
    public static MethodOption WholeNumber(string name, string title, string description, int value, int minimum, int maximum) =>
        new(name, title, description, MethodOptionType.WholeNumber, value.ToString(CultureInfo.InvariantCulture), minimum, maximum, []);

    /// <summary>A number within a range.</summary>
    public static MethodOption Number(string name, string title, string description, double value, double minimum, double maximum) =>
        new(name, title, description, MethodOptionType.Number, value.ToString(CultureInfo.InvariantCulture), minimum, maximum, []);

    /// <summary>One of a list of words; the first is the default.</summary>
    public static MethodOption Choice(string name, string title, string description, params string[] choices) =>
        new(name, title, description, MethodOptionType.Choice, choices[0], 0, 0, choices);

    /// <summary>Yes or no.</summary>
    public static MethodOption Flag(string name, string title, string description, bool value = false) =>
        new(name, title, description, MethodOptionType.Flag, value ? "true" : "false", 0, 0, []);

    /// <summary>Seed of the random draws, the same in every method that draws.</summary>
    public static MethodOption Seed { get; } =
        WholeNumber("seed", "Seed", "Seed of the random draws: the same seed gives the same result.", 7, 0, int.MaxValue);

    /// <summary>Checks a text against this option.</summary>
    /// <param name="method">Name of the method, for the message.</param>
    /// <param name="text">The value given.</param>
    /// <returns>The value in its canonical text form.</returns>
    /// <exception cref="AttributionException">The text does not fit.</exception>
    public string Validate(string method, string text)
    {
        text = text.Trim();
        switch (Type)
        {
            case MethodOptionType.WholeNumber
                when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
                     && integer >= Minimum && integer <= Maximum:
                return integer.ToString(CultureInfo.InvariantCulture);
            case MethodOptionType.Number
                when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                     && number >= Minimum && number <= Maximum:
                return number.ToString("R", CultureInfo.InvariantCulture);
            case MethodOptionType.Choice when Choices.Contains(text, StringComparer.Ordinal):
                return text;
            case MethodOptionType.Flag when bool.TryParse(text, out var flag):
                return flag ? "true" : "false";
            default:
                throw new AttributionException("OPTION_INVALID", $"{Name} of {method} is \"{text}\"; {Expected()}.");
        }
    }

    string Expected() => Type switch
    {
        MethodOptionType.WholeNumber => string.Create(CultureInfo.InvariantCulture, $"give a whole number from {Minimum} to {Maximum}"),
        MethodOptionType.Number => string.Create(CultureInfo.InvariantCulture, $"give a number from {Minimum} to {Maximum}"),
        MethodOptionType.Choice => $"give one of: {string.Join(", ", Choices)}",
        _ => "give true or false",
    };
}
