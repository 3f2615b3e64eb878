// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Grids;

namespace SolarGis.Imagery;

/// <summary>Anything that yields patches on one grid: an opened scene, a mosaic, an array in a test.</summary>
/// <remarks>Not thread-safe: one source per reading thread.</remarks>
public interface IPatchSource : IDisposable
{
    /// <summary>The grid that windows refer to.</summary>
    Grid Grid { get; }

    /// <summary>Band roles in the order of every patch.</summary>
    IReadOnlyList<string> Bands { get; }

    /// <summary>Reads a window, which may reach beyond the grid: pixels outside are invalid and 0. The patch is the caller's, to change as it likes.</summary>
    /// <exception cref="ImageryException">The pixels cannot be read.</exception>
    Patch Read(RasterWindow window);
}
