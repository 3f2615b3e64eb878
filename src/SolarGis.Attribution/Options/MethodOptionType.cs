// SPDX-License-Identifier: MIT
namespace SolarGis.Attribution.Options;

/// <summary>What an option's text holds.</summary>
public enum MethodOptionType
{
    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A number with a point as decimal separator.</summary>
    Number,

    /// <summary>One of a list of words.</summary>
    Choice,

    /// <summary>true or false.</summary>
    Flag,
}
