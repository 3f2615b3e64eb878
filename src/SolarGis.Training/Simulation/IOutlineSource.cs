// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using SolarGis.Models;

namespace SolarGis.Training.Simulation;

/// <summary>Where the shapes of simulated farms come from.</summary>
public interface IOutlineSource
{
    /// <summary>What the shapes are, for a model's training data description.</summary>
    string Description { get; }

    /// <summary>Draws a shape of about a given area.</summary>
    /// <param name="random">The only source of chance.</param>
    /// <param name="hectares">Area to reach, 0.1 to 1000.</param>
    /// <returns>A valid polygon or multipolygon in pixels of 10 m, its envelope centred on the origin.</returns>
    Geometry Draw(RandomStream random, double hectares);
}
