// SPDX-License-Identifier: MIT
using System.Diagnostics.CodeAnalysis;

namespace SolarGis.Imagery.Vectors;

/// <summary>What a field of a layer holds.</summary>
public enum FieldKind
{
    /// <summary><see cref="string"/>.</summary>
    Text,

    /// <summary><see cref="long"/> (an <see cref="int"/> is accepted when writing).</summary>
    [SuppressMessage("Naming", "CA1720", Justification = "The term that GIS programs show.")]
    Integer,

    /// <summary><see cref="double"/> (a <see cref="float"/> or a whole number is accepted when writing).</summary>
    Real,

    /// <summary><see cref="DateOnly"/>; a time of day is dropped when reading.</summary>
    Date,
}
